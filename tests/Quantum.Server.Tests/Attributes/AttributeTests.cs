using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Requests;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Attributes;

public abstract class AttributeTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : AttributeTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AttributeTests(server), IClassFixture<ServerOnPostgres>;

    private readonly ApiClient _api = server.Api.As("t", "admin");

    public static TheoryData<string, string> Required => AttributeRows.Where(row => row.IsRequired);

    public static TheoryData<string, string> WithDefault => AttributeRows.Where(row => row.Default is not null);

    public static TheoryData<string, string> RefusedInPost => AttributeRows.Where(row => !row.InPost);

    public static TheoryData<string, string> RefusedInFolsomPost => AttributeRows.Where(row => row is { InPost: false, IsModernOnly: false });

    public static TheoryData<string, string> ReadOnly => AttributeRows.Where(row => row is { InPut: false, IsPutByPlugin: false, Resource: not "security_group_rule" });

    public static TheoryData<string, string> ReadOnlyInFolsom => AttributeRows.Where(row => row is { InFolsomPut: false, IsPutByPlugin: false, IsModernOnly: false });

    public static TheoryData<string, string> Changeable => AttributeRows.Where(row => row is { InPut: true, Other: not null });

    public static TheoryData<string, string> ChangeableInFolsom => AttributeRows.Where(row => row is { InFolsomPut: true, Other: not null });

    public static TheoryData<string, string> Sendable => AttributeRows.Where(row => row.Wrong is not null);

    public static TheoryData<string, string> SendableInPut => AttributeRows.Where(row => row.InPut);

    public static TheoryData<string, string> ForPlugins => AttributeRows.Where(row => row.IsPutByPlugin);

    public static TheoryData<string, string> Filters => AttributeRows.Where(row => row is { IsFilter: true, IsVisible: true, Default: not "null" } and not { Name: "fixed_ips" or "tags" or "security_groups" });

    public static TheoryData<string, string> NoFilters => AttributeRows.Where(row => !row.IsFilter);

    public static TheoryData<string, string> NoSortKeys => AttributeRows.Where(row => !row.IsSortKey);

    public static TheoryData<string, string> Visible => AttributeRows.Where(row => row is { IsVisible: true, IsLeftOut: false });

    public static TheoryData<string, string> Hidden => AttributeRows.Where(row => !row.IsVisible);

    public static TheoryData<string, string> ModernOnly => AttributeRows.Where(
        row => row is { IsModernOnly: true, IsVisible: true, IsLeftOut: false } && AttributeRows.AreOf2012(row.Resource));

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    [InlineData("router")]
    [InlineData("floatingip")]
    [InlineData("security_group")]
    [InlineData("security_group_rule")]
    [InlineData("subnetpool")]
    [InlineData("trunk")]
    public void The_table_served_is_the_table_tested(string resource)
    {
        var served = server.Host.Services.GetRequiredService<ResourceCatalog>().All
            .Select(candidate => candidate.Description)
            .Single(description => description.Name == resource);

        served.Attributes.Select(attribute => (attribute.Name, attribute.IsVisible, attribute.IsFilter, attribute.IsSortKey))
            .Should().BeEquivalentTo(AttributeRows.All.Where(row => row.Resource == resource)
                .Select(row => (row.Name, row.IsVisible, row.IsFilter, row.IsSortKey)));
    }

    [Theory]
    [MemberData(nameof(Required))]
    public async Task Create_without_a_required_attribute_names_it(string resource, string name)
    {
        var body = await BodyAsync(resource);

        var answer = await _api.PostAsync($"{resource}s", JsonMerge.WrapWithout(resource, name, body));

        answer.Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", $"Failed to parse request. Required  attribute '{name}' not specified");
    }

    [Theory]
    [MemberData(nameof(WithDefault))]
    public async Task Create_without_an_optional_attribute_uses_its_default(string resource, string name)
    {
        var created = await CreateAsync(resource);

        created.Raw(name).Should().Be(AttributeRows.Of(resource, name).Default);
    }

    [Theory]
    [MemberData(nameof(RefusedInPost))]
    public async Task Create_with_an_attribute_that_the_service_sets_is_refused(string resource, string name)
    {
        var body = await BodyAsync(resource);

        var answer = await _api.PostAsync($"{resource}s", JsonMerge.Wrap(resource, body, $$"""{"{{name}}": "mine"}"""));

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Attribute '{name}' not allowed in POST");
    }

    [Theory]
    [MemberData(nameof(RefusedInFolsomPost))]
    public async Task Create_with_an_attribute_that_the_service_sets_was_refused_in_2012(string resource, string name)
    {
        var body = await BodyAsync(resource);

        var answer = await _api.InFolsom().PostAsync($"{resource}s", JsonMerge.Wrap(resource, body, $$"""{"{{name}}": "mine"}"""));

        answer.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be($"Attribute '{name}' not allowed in POST");
    }

    [Theory]
    [MemberData(nameof(ReadOnly))]
    public async Task Update_of_a_read_only_attribute_is_refused_even_with_its_own_value(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var value = created.Has(name) ? created.Raw(name) : "false";

        var answer = await _api.PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{value}}}"""));

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Cannot update read-only attribute {name}");
    }

    [Theory]
    [MemberData(nameof(ReadOnlyInFolsom))]
    public async Task Update_of_an_attribute_that_was_read_only_in_2012_is_refused_there(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var value = created.Has(name) ? created.Raw(name) : "false";

        var answer = await _api.InFolsom()
            .PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{value}}}"""));

        answer.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be($"Cannot update read-only attribute {name}");
    }

    [Theory]
    [MemberData(nameof(Changeable))]
    public async Task Update_changes_an_attribute_for_good(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var other = AttributeRows.Of(resource, name).Other!;

        var answer = await _api.PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{other}}}"""));

        answer.Expect(HttpStatusCode.OK).One.Raw(name).Should().Be(other).And.NotBe(created.Raw(name));
        (await _api.ShowAsync(resource, created.Id())).Raw(name).Should().Be(other);
    }

    [Theory]
    [MemberData(nameof(ChangeableInFolsom))]
    public async Task Update_changed_an_attribute_in_2012(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var other = AttributeRows.Of(resource, name).Other!;

        var answer = await _api.InFolsom()
            .PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{other}}}"""));

        answer.Expect(HttpStatusCode.OK).One.Raw(name).Should().Be(other);
    }

    [Theory]
    [MemberData(nameof(ForPlugins))]
    public async Task Update_of_what_the_plugin_cannot_change_is_refused(string resource, string name)
    {
        var created = await CreateAsync(resource);

        var sent = name == "provider:segmentation_id" ? "7" : "\"vlan\"";
        var answer = await _api.PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{sent}}}"""));

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: plugin does not support updating provider attributes.");
        (await _api.ShowAsync(resource, created.Id())).GetRawText().Should().Be(created.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Create_with_a_value_of_the_wrong_form_is_refused(string resource, string name)
    {
        var body = await BodyAsync(resource);
        var wrong = AttributeRows.Of(resource, name).Wrong;

        var answer = await _api.PostAsync($"{resource}s", JsonMerge.Wrap(resource, body, $$"""{"{{name}}": {{wrong}}}"""));

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith("Invalid input for ");
    }

    [Theory]
    [MemberData(nameof(SendableInPut))]
    public async Task Update_to_a_value_of_the_wrong_form_is_refused_and_changes_nothing(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var wrong = AttributeRows.Of(resource, name).Wrong;

        var answer = await _api.PutAsync($"{resource}s/{created.Id()}", JsonMerge.Wrap(resource, $$"""{"{{name}}": {{wrong}}}"""));

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith("Invalid input for ");
        (await _api.ShowAsync(resource, created.Id())).GetRawText().Should().Be(created.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_list_filtered_by_an_attribute_has_exactly_the_objects_with_its_value(string resource, string name)
    {
        var created = await CreateAsync(resource);
        var value = Uri.EscapeDataString(created.GetProperty(name).ToString());

        var answer = await _api.GetAsync($"{resource}s?{name}={value}");

        answer.Expect(HttpStatusCode.OK).Ids.Should().Contain(created.Id());
        answer.Items.Select(item => item.Raw(name)).Should().AllBe(created.Raw(name));
    }

    [Theory]
    [MemberData(nameof(NoFilters))]
    public async Task A_list_filtered_by_what_is_no_filter_is_refused(string resource, string name)
    {
        var answer = await _api.GetAsync($"{resource}s?{name}=x");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"['{name}'] is invalid attribute for filtering");
    }

    [Theory]
    [MemberData(nameof(NoSortKeys))]
    public async Task A_list_sorted_by_what_is_no_sort_key_is_refused(string resource, string name)
    {
        var answer = await _api.GetAsync($"{resource}s?sort_key={name}&sort_dir=asc");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"['{name}'] is invalid attribute for sort_keys");
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public async Task Create_show_and_list_show_an_attribute_and_fields_selects_it(string resource, string name)
    {
        var created = await CreateAsync(resource);

        var shown = await _api.ShowAsync(resource, created.Id());
        var selected = await _api.GetAsync($"{resource}s?id={created.Id()}&fields={name}");

        shown.Raw(name).Should().Be(created.Raw(name));
        selected.Items.Single().Names().Should().Equal(name);
        selected.Items.Single().Raw(name).Should().Be(created.Raw(name));
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task A_hidden_attribute_is_shown_nowhere(string resource, string name)
    {
        var created = await CreateAsync(resource);

        var selected = await _api.GetAsync($"{resource}s/{created.Id()}?fields={name}");

        created.Has(name).Should().BeFalse();
        selected.One.GetRawText().Should().Be("{}");
    }

    [Theory]
    [MemberData(nameof(ModernOnly))]
    public async Task Clients_of_2012_neither_see_nor_set_what_is_younger(string resource, string name)
    {
        var body = await BodyAsync(resource);

        var answer = await _api.InFolsom().PostAsync($"{resource}s", JsonMerge.Wrap(resource, body, $$"""{"{{name}}": "mine"}"""));

        answer.Expect(HttpStatusCode.Created).One.Has(name).Should().BeFalse();
        (await _api.ShowAsync(resource, answer.One.Id())).Raw(name).Should().NotContain("mine");
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    [InlineData("router")]
    [InlineData("floatingip")]
    public async Task Answers_of_2012_have_exactly_the_attributes_of_2012(string resource)
    {
        var created = await CreateAsync(resource);

        var shown = await _api.InFolsom().ShowAsync(resource, created.Id());

        shown.Names().Should().BeEquivalentTo(AttributeRows.All
            .Where(row => row.Resource == resource && row is { IsVisible: true, IsModernOnly: false })
            .Select(row => row.Name));
    }

    private async Task<JsonElement> CreateAsync(string resource)
    {
        var answer = await _api.PostAsync($"{resource}s", JsonMerge.Wrap(resource, await BodyAsync(resource)));
        return answer.Expect(HttpStatusCode.Created).One;
    }

    /// <summary>The smallest object that can be created.</summary>
    private async Task<string> BodyAsync(string resource)
    {
        if (resource is "network" or "router" or "security_group")
            return "{}";
        if (resource == "security_group_rule")
        {
            var group = await _api.CreateAsync("security_group", new { });
            return $$"""{"security_group_id": "{{group.Id()}}", "direction": "ingress"}""";
        }
        if (resource == "subnetpool")
            return """{"name": "pool", "prefixes": ["10.0.0.0/16"]}""";

        var network = await _api.NetworkAsync(more: resource == "floatingip" ? RouterSteps.External : null);
        if (resource != "subnet")
            await _api.SubnetAsync(network.Id());
        return resource switch
        {
            "trunk" => $$"""{"port_id": "{{(await _api.PortAsync(network.Id())).Id()}}"}""",
            "port" => $$"""{"network_id": "{{network.Id()}}"}""",
            "floatingip" => $$"""{"floating_network_id": "{{network.Id()}}"}""",
            _ => $$"""{"network_id": "{{network.Id()}}", "ip_version": 4, "cidr": "{{Unique.Cidr()}}"}""",
        };
    }
}
