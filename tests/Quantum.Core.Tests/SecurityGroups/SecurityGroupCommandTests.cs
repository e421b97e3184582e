using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;
using Quantum.Resources.SecurityGroups;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.SecurityGroups;

/// <summary>How often operations on security groups ask the database.</summary>
public abstract class SecurityGroupCommandTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : SecurityGroupCommandTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : SecurityGroupCommandTests(fixture), IClassFixture<MigratedPostgres>;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly CoreHost host = new(fixture.Store);
    private readonly RequestContext context = new()
    {
        Profile = ApiProfile.Modern with { SecurityGroupQuota = -1, SecurityGroupRuleQuota = -1 },
        RequestId = "req-test",
        TenantId = Guid.NewGuid().ToString("N"),
        IsAdmin = true,
    };

    private ISecurityGroupPlugin Plugin => (ISecurityGroupPlugin)host.Plugin;

    private ServedResource<SecurityGroup> Served =>
        host.Catalog.All.OfType<ServedResource<SecurityGroup>>().Single();

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_list_with_all_rules_takes_one_command(int count)
    {
        await CreateAsync(count);

        var (groups, commands) = await ListAsync(isBare: false);

        commands.Should().Be(1);
        groups.Should().HaveCount(count + 1).And.AllSatisfy(group => group.Rules.Should().HaveCount(group.IsDefault ? 4 : 2));
    }

    [Fact]
    public async Task A_list_that_does_not_show_rules_does_not_load_them()
    {
        await CreateAsync(3);

        var (groups, commands) = await ListAsync(isBare: true);

        commands.Should().Be(1);
        groups.Should().HaveCount(4).And.AllSatisfy(group => group.Rules.Should().BeEmpty());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Adding_rules_takes_as_many_commands_for_many_as_for_few(int count)
    {
        var group = (await CreateAsync(1))[0];
        IResourcePlugin<SecurityGroupRule> rules = Plugin;

        var commands = await SqlCommands.CountAsync(() => rules.CreateAsync(context, [.. Enumerable.Range(1, count).Select(port => Rule(group, port))], None));

        commands.Should().Be(fixture.Kind == StoreKind.Postgres ? 5 : 4 + count, "SQLite takes one row at a time");
    }

    [Fact]
    public async Task A_tenant_that_has_its_default_group_is_asked_about_once()
    {
        await Plugin.EnsureDefaultAsync(context, context.TenantId!, None);

        (await SqlCommands.CountAsync(() => Plugin.EnsureDefaultAsync(context, context.TenantId!, None))).Should().Be(1);
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<IReadOnlyList<SecurityGroup>> CreateAsync(int count)
    {
        IResourcePlugin<SecurityGroup> groups = Plugin;
        return groups.CreateAsync(context, [.. Enumerable.Range(0, count).Select(_ => Values(SecurityGroupResource.Definition))], None);
    }

    private AttributeValues Rule(SecurityGroup group, int port)
    {
        var values = Values(SecurityGroupRuleResource.Definition);
        values.Set(SecurityGroupRuleResource.SecurityGroupId, group.Id);
        values.Set(SecurityGroupRuleResource.Direction, RuleDirection.Ingress);
        values.Set(SecurityGroupRuleResource.Protocol, "tcp");
        values.Set(SecurityGroupRuleResource.PortRangeMin, port);
        values.Set(SecurityGroupRuleResource.PortRangeMax, port);
        return values;
    }

    /// <summary>The defaults, as binding fills them in.</summary>
    private AttributeValues Values<TResource>(ResourceDefinition<TResource> definition)
        where TResource : Resource => new ResourceBody(definition, context.Profile, new(context.TenantId, NamesAnyTenant: true, AllowsBulk: true))
            .ReadCreate(Body(definition.Name), out _)[0];

    private static JsonElement Body(string name) => JsonElement.Parse(name == "security_group"
        ? """{"security_group": {}}"""
        : $$"""{"security_group_rule": {"security_group_id": "{{Guid.Empty}}", "direction": "ingress"} }""");

    private async Task<(IReadOnlyList<SecurityGroup> Groups, int Commands)> ListAsync(bool isBare)
    {
        var tenant = context.TenantId;
        var filter = new ResourceFilter<SecurityGroup>
        {
            Conditions = [group => group.TenantId == tenant],
            Order = [(Served.Definition.FindRow("id")!, false)],
            IsBare = isBare,
        };
        var groups = new List<SecurityGroup>();
        var commands = await SqlCommands.CountAsync(async () =>
        {
            await using var db = host.Store.OpenRead();
            await foreach (var group in new ResourceReader<SecurityGroup>(Served, db, context).ListAsync(filter, _ => true, None))
                groups.Add(group);
        });
        return (groups, commands);
    }
}
