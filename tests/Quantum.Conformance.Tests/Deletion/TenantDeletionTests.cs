using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Deletion;

/// <summary>
/// Who deletes a tenant's objects in whatever order, and tries those again that are in use, ends with an empty database.
/// </summary>
public sealed class TenantDeletionTests
{
    private const int MostRounds = 12;

    [Theory]
    [EveryCombination]
    public async Task Nothing_of_a_tenant_is_left_whatever_goes_first(string plugin, StoreKind store)
    {
        await using var server = await ConformanceServer.StartAsync(plugin, store);
        var admin = server.Tenant().Admin;

        foreach (var (caller, seed) in new[] { (admin, 1), (admin, 2), (admin.InFolsom(), 2012) })
        {
            var leaving = await WholeTenant.BuildAsync(server);
            var rounds = await DeleteAsync(leaving, caller, new Random(seed));

            rounds.Should().BeInRange(2, MostRounds, "something is always in use at first, and nothing stays so (seed {0})", seed);
            (await StoredRows.CountAsync(server.Services)).Should().BeEmpty("seed {0}", seed);
        }
    }

    /// <summary>Asks in random order, again for what is in use; answers in how many rounds.</summary>
    private static async Task<int> DeleteAsync(IReadOnlyList<Func<ApiClient, Task<Answer>>> leaving, ApiClient caller, Random random)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            var inUse = new List<Func<ApiClient, Task<Answer>>>();
            foreach (var delete in leaving.OrderBy(_ => random.Next()).ToList())
            {
                var answer = await delete(caller);
                var isInUse = answer.Status == HttpStatusCode.Conflict
                    || (answer.Status == HttpStatusCode.BadRequest && answer.ErrorType == "SubnetPoolDeleteError");
                (isInUse ? HttpStatusCode.Conflict : answer.Status).Should().BeOneOf(
                    [HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict], "the body is {0}", answer.Text);
                if (isInUse)
                    inUse.Add(delete);
            }

            if (inUse.Count == 0)
                return round;
            leaving = inUse;
        }

        return MostRounds + 1;
    }
}
