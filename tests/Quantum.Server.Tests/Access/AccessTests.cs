using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Requests;
using Quantum.Resources.Profiles;
using Quantum.Server.Api.Tags;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Access;

/// <summary>Tries every cell of <see cref="AccessTables"/> over HTTP.</summary>
public abstract class AccessTests(AccessFixture server)
{
    public sealed class OnSqlite(AccessOnSqlite server) : AccessTests(server), IClassFixture<AccessOnSqlite>;

    public sealed class OnPostgres(AccessOnPostgres server) : AccessTests(server), IClassFixture<AccessOnPostgres>;

    private static readonly string[] Common = ["create", "list", "show", "delete"];

    private readonly string _owner = Unique.Tenant();
    private readonly string _other = Unique.Tenant();

    public static TheoryData<string> ModernTargets => new(AccessTable.Read(AccessTables.Modern).Select(row => row.Target).Distinct());

    public static TheoryData<string> FolsomTargets => new(AccessTable.Read(AccessTables.Folsom).Select(row => row.Target).Distinct());

    [Theory]
    [MemberData(nameof(ModernTargets))]
    public Task Today_everybody_may_do_what_the_table_says(string target) => TryAsync(AccessTables.Modern, target, caller => caller);

    [Theory]
    [MemberData(nameof(FolsomTargets))]
    public Task In_2012_everybody_may_do_what_the_table_says(string target) => TryAsync(AccessTables.Folsom, target, caller => caller.InFolsom());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_table_has_all_that_is_served(bool folsom)
    {
        var profile = folsom ? ApiProfile.Folsom : ApiProfile.Modern;
        var catalog = server.Host.Services.GetRequiredService<ResourceCatalog>();
        var served = catalog.All.Concat(catalog.SubResources).Where(resource => resource.ExistsIn(profile)).SelectMany(resource => Actions(resource, profile));

        var rows = AccessTable.Read(folsom ? AccessTables.Folsom : AccessTables.Modern).Select(row => $"{row.Resource} {row.Action}");

        served.Except(rows).Should().BeEmpty();
    }

    private static IEnumerable<string> Actions(ServedResource resource, ApiProfile profile)
    {
        var (name, alias) = resource.Description.Name is ['a', 'l', 'i', 'a', 's', '_', .. var aliased] ? (aliased, "-alias") : (resource.Description.Name, "");
        var actions = Common.Except(resource.Description.IsMemberOnly ? ["create", "list"] : [])
            .Concat(resource.Description.AllowsUpdate ? ["update"] : [])
            .Concat(resource.Actions.Where(action => action.ExistsIn(profile)).Select(action => action.Name))
            .Concat(profile.StandardAttributes && TagEndpoints.IsTaggable(resource) ? ["tags", "tag"] : [])
            .Select(action => $"{name} {action}{alias}");
        var below = resource.Below.Where(child => child.ExistsIn(profile)).SelectMany(child =>
            Common.Append("update").Concat(child.ActionNames).Select(action => $"{child.Description.Name} {action}"));
        return actions.Concat(below);
    }

    private async Task TryAsync(string table, string target, Func<ApiClient, ApiClient> mount)
    {
        var expected = AccessTable.Read(table).Where(row => row.Target == target).ToList();
        var found = new List<AccessRow>();
        foreach (var row in expected)
        {
            var answers = new List<string>();
            foreach (var caller in AccessTable.Callers)
                answers.Add(await TryAsync(row, mount(Caller(caller))));
            found.Add(row with { Answers = answers });
        }

        string.Join('\n', found).Should().Be(string.Join('\n', expected));
    }

    private async Task<string> TryAsync(AccessRow row, ApiClient caller)
    {
        var places = new AccessPlaces(server.Host, _owner, _other);
        var ids = await places.MakeAsync(row.Target);
        await places.PrepareAsync(ids, row.Target, row.Action);

        var outcomes = new List<string>();
        foreach (var request in AccessRequests.Of(row.Resource, row.Action))
            outcomes.Add(Outcome(row, await request.SendAsync(caller, ids), ids));
        return string.Join('|', outcomes.Distinct());
    }

    private static string Outcome(AccessRow row, Answer answer, Dictionary<string, string> ids)
    {
        if ((int)answer.Status >= 300)
            return $"{(int)answer.Status}";
        var sought = row.Resource == "binding" ? "host9" : ids.GetValueOrDefault("id", "");
        return row.Action == "list" && row.Resource != "quota" && !answer.Text.Contains(sought, StringComparison.Ordinal) ? "404" : "ok";
    }

    private ApiClient Caller(string name) => name switch
    {
        "owner" => server.Api.As(_owner),
        "reader" => server.Api.As(_owner, "reader"),
        "other" => server.Api.As(_other),
        "admin" => server.Api.As("operators", "admin"),
        "service" => server.Api.As("services", "service"),
        _ => server.Api.With("X-User-Id", "somebody"),
    };
}
