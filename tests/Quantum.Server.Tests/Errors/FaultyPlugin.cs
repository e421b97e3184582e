using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Networks;
using Quantum.Resources.Subnets;

namespace Quantum.Server.Tests.Errors;

/// <summary>A plugin that fails where the object's name says so.</summary>
public sealed class FaultyPlugin(PluginServices services) : DatabasePlugin(services)
{
    public const string Option = "Quantum:Plugin=Quantum.Server.Tests.Errors.FaultyPlugin, Quantum.Server.Tests";

    protected override Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken) => change.Resource.Name switch
        {
            "defect" => throw new InvalidOperationException("secret of the plugin"),
            "refused" => throw new PluginRefusedException("VlanIdInUse", "Unable to create the network. The VLAN 7 on physical network eth1 is in use."),
            _ => Task.CompletedTask,
        };

    protected override Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken) =>
        change.Resource.Name == "backend" ? throw new TimeoutException("secret of the controller") : Task.CompletedTask;

    protected override Task SubnetChangedAsync(ResourceChange<Subnet> change, CancellationToken cancellationToken) =>
        change.Resource.Name == "backend" ? throw new TimeoutException("secret of the controller") : Task.CompletedTask;
}
