using Microsoft.EntityFrameworkCore;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Model;

/// <summary>Random requests, the same for the services and for a model of the rules; both must agree after every one.</summary>
public abstract class AddressModelTests(StoreFixture fixture)
{
    public sealed class OnSqlite(MigratedSqlite fixture) : AddressModelTests(fixture), IClassFixture<MigratedSqlite>
    {
        public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

        [Theory]
        [MemberData(nameof(Seeds))]
        public Task Services_agree_with_the_model(int seed) => RunAsync(seed, steps: 150);
    }

    public sealed class OnPostgres(MigratedPostgres fixture) : AddressModelTests(fixture), IClassFixture<MigratedPostgres>
    {
        public static TheoryData<int> Seeds => [.. Enumerable.Range(101, 6)];

        [Theory]
        [MemberData(nameof(Seeds))]
        public Task Services_agree_with_the_model(int seed) => RunAsync(seed, steps: 100);
    }

    internal const int ForeignSubnet = -2;

    protected async Task RunAsync(int seed, int steps)
    {
        var isFolsom = seed % 2 == 0;
        using var run = new Run(fixture.Store, isFolsom);
        await run.StartAsync();
        var requests = new AddressSteps(new Random(seed), isFolsom);
        var model = new AddressModel(isFolsom);
        var failures = 0;

        for (var number = 0; number < steps; number++)
        {
            var step = requests.Next();
            var (actual, isRefused) = await run.TryAsync(step);
            failures += isRefused ? 1 : 0;

            var predictions = ((bool[])[true, false]).Select(avoidsFreed => Predict(model, step, avoidsFreed)).ToList();
            predictions.Select(prediction => prediction.Answer).Should().Contain(actual, "seed {0}, step {1}: {2}", seed, number, step);
            model = predictions.First(prediction => prediction.Answer == actual).Model;
            (await run.StateAsync()).Should().BeEquivalentTo(model.State, "seed {0}, step {1}: {2}", seed, number, step);
        }

        failures.Should().BeInRange(steps / 10, steps * 9 / 10, "a run that only fails or never fails shows little");
    }

    private static (string Answer, AddressModel Model) Predict(AddressModel model, AddressStep step, bool avoidsFreed)
    {
        var attempt = model.Copy(avoidsFreed);
        try
        {
            return ($"ok {attempt.Apply(step)}", attempt);
        }
        catch (ModelFailure failure)
        {
            return (failure.Message, model);
        }
    }

    /// <summary>Says the requests to the services, and the answers in the words of the model.</summary>
    private sealed class Run : IDisposable
    {
        private readonly ManualClock clock = new();
        private readonly CoreHost host;
        private readonly CoreCaller caller;
        private readonly Dictionary<int, Guid> subnets = [];
        private readonly Dictionary<int, Guid> ports = [];
        private Guid networkId;
        private int passed;

        public Run(TestStore store, bool isFolsom)
        {
            host = new CoreHost(store, new CoreSettings { Time = clock });
            // In 2012 no two subnets may overlap; here the runs of one database would be in each other's way.
            caller = host.As("alpha", (isFolsom ? ApiProfile.Folsom : ApiProfile.Modern) with { AllowOverlappingIps = true });
        }

        public async Task StartAsync()
        {
            var networks = await caller.CreateNetworksAsync(2);
            networkId = networks[0].Id;
            subnets[ForeignSubnet] = (await caller.CreateSubnetAsync(networks[1].Id, "10.0.0.0/24")).Id;
        }

        public async Task<(string Answer, bool IsRefused)> TryAsync(AddressStep step)
        {
            try
            {
                return ($"ok {await CarryOutAsync(step)}", false);
            }
            catch (QuantumException refusal)
            {
                return (refusal.GetType().Name, true);
            }
        }

        public async Task<IReadOnlyList<string>> StateAsync()
        {
            var stored = await caller.PortsOfAsync(networkId);
            await using var db = host.Store.OpenRead();
            var now = clock.GetUtcNow().UtcDateTime;
            var held = await db.IpAllocations
                .Where(held => held.PortId == null && held.ExpiresAt > now && subnets.Values.Contains(held.SubnetId))
                .ToListAsync();
            return
            [
                .. stored.Select(port => $"{NumberOf(ports, port.Id)}: {port.Addressed()}"),
                .. held.Select(row => $"held {NumberOf(subnets, row.SubnetId)} {row.IpAddress}"),
            ];
        }

        public void Dispose() => host.Dispose();

        private async Task<string> CarryOutAsync(AddressStep step)
        {
            switch (step)
            {
                case CreateSubnet create:
                    // The order of creation is the order in which subnets are used: no two may have the same moment.
                    clock.Tick();
                    var created = await caller.CreateSubnetAsync(networkId, create.Cidr, values =>
                    {
                        if (create.HasGateway)
                            values.SetGateway(create.Gateway);
                        if (create.Pools is not null)
                            values.SetPools(create.Pools);
                    });
                    subnets[create.Number] = created.Id;
                    return Text(created);
                case ChangeGateway change:
                    return Text(await caller.UpdateSubnetAsync(IdOf(subnets, change.Subnet), values => values.SetGateway(change.Gateway)));
                case ChangePools change:
                    return Text(await caller.UpdateSubnetAsync(IdOf(subnets, change.Subnet), values => values.SetPools(change.Pools)));
                case DeleteSubnet delete:
                    await caller.DeleteSubnetAsync(IdOf(subnets, delete.Subnet));
                    return "";
                case CreatePort create:
                    var port = await caller.CreatePortAsync(networkId, values =>
                    {
                        if (create.Wanted is not null)
                            values.SetFixedIps(Items(create.Wanted));
                    });
                    ports[create.Number] = port.Id;
                    return port.Addressed();
                case ChangePort change:
                    return (await caller.UpdatePortAsync(IdOf(ports, change.Port), values => values.SetFixedIps(Items(change.Wanted)))).Addressed();
                case DeletePort delete:
                    await caller.DeletePortAsync(IdOf(ports, delete.Port));
                    return "";
                case PassTime pass:
                    clock.Pass(pass.Seconds);
                    return $"{passed += pass.Seconds}";
                default:
                    throw new ArgumentOutOfRangeException(nameof(step));
            }
        }

        private FixedIp[] Items(Wanted[] wanted) =>
            [.. wanted.Select(item => new FixedIp(item.Subnet is { } number ? IdOf(subnets, number) : null, item.Address))];

        private static Guid IdOf(Dictionary<int, Guid> ids, int number) => ids.TryGetValue(number, out var id) ? id : Guid.NewGuid();

        private static int NumberOf(Dictionary<int, Guid> ids, Guid id) => ids.First(pair => pair.Value == id).Key;

        private static string Text(Subnet subnet) => $"{subnet.GatewayIp} {subnet.AllocationPools.Text()}";
    }
}
