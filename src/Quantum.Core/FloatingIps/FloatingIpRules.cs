using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Ports;

namespace Quantum.Core.FloatingIps;

/// <summary>What a floating IP may be mapped to, as far as the port tells.</summary>
internal static class FloatingIpRules
{
    private const int IPv4 = 4;

    /// <summary>The port is the floating IP's tenant's, and not a DHCP server's.</summary>
    public static void CheckPort(FloatingIp floatingIp, Port port, ChangeScope scope)
    {
        var isForeign = port.TenantId != floatingIp.TenantId;
        if (isForeign && (!scope.Context.ReadsAllTenants || scope.Context.Profile.StrictFloatingIpOwnership))
        {
            var isNew = scope.Db.Entry(floatingIp).State == EntityState.Detached;
            throw new BadRequestException(
                "floatingip",
                $"Cannot process floating IP association with Port {port.Id}, since that port is owned by a different tenant",
                isNew
                    ? $"Cannnot create floating IP and bind it to Port {port.Id}, since that port is owned by a different tenant."
                    : $"Port {port.Id} is associated with a different tenant than Floating IP {floatingIp.Id} and therefore cannot be bound.");
        }

        if (port.DeviceOwner == DeviceOwners.Dhcp)
            throw new BadRequestException("floatingip", $"Port {port.Id} is unable to be assigned a floating IP");
    }

    /// <summary>The port's address that is mapped: the one asked for, or its only IPv4 address.</summary>
    public static IpAllocation Choose(Port port, HostAddress? asked)
    {
        if (asked is { } address)
        {
            if (address.Address.IpVersion() != IPv4)
            {
                throw new BadRequestException(
                    "floatingip", $"Cannot process floating IP association with {address}, since that is not an IPv4 address");
            }

            return port.Allocations.Find(held => held.IpAddress == address)
                ?? throw new BadRequestException("floatingip", $"Port {port.Id} does not have fixed ip {address}");
        }

        var addresses = port.Allocations.Where(held => held.IpAddress.Address.IpVersion() == IPv4).ToList();
        return addresses switch
        {
            [var only] => only,
            [] => throw new BadRequestException(
                "floatingip",
                $"Cannot add floating IP to port {port.Id} that has no fixed IPv4 addresses",
                $"Cannot add floating IP to port {port.Id} that hasno fixed IP addresses"),
            _ => throw new BadRequestException(
                "floatingip",
                $"Port {port.Id} has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP",
                $"Port {port.Id} has multiple fixed IPs.  Must provide a specific IP when assigning a floating IP"),
        };
    }
}
