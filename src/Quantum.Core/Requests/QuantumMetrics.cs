using System.Diagnostics.Metrics;

namespace Quantum.Core.Requests;

/// <summary>The names of everything that is measured, in one place.</summary>
public static class QuantumMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Quantum";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Requests answered; tags <c>method</c>, <c>route</c>, <c>status</c>.</summary>
    public static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("quantum.requests", "{request}", "Requests answered");

    /// <summary>Time from a request's arrival to its answer's end; same tags.</summary>
    public static readonly Histogram<double> RequestDuration =
        Meter.CreateHistogram<double>("quantum.request.duration", "s", "Time to answer a request");

    /// <summary>Addresses handed out to ports.</summary>
    public static readonly Counter<long> Allocations =
        Meter.CreateCounter<long>("quantum.ipam.allocations", "{address}", "Addresses handed out");

    /// <summary>Candidates that another caller had taken already.</summary>
    public static readonly Counter<long> AllocationRetries =
        Meter.CreateCounter<long>("quantum.ipam.retries", "{address}", "Candidate addresses that were taken already");

    /// <summary>Transactions that ran again because another one was faster.</summary>
    public static readonly Counter<long> TransactionRetries =
        Meter.CreateCounter<long>("quantum.store.retries", "{transaction}", "Transactions run again after a lost race");

    /// <summary>Tokens that Keystone was asked about; tag <c>status</c> of its answer.</summary>
    public static readonly Counter<long> TokenValidations =
        Meter.CreateCounter<long>("quantum.identity.validations", "{token}", "Tokens that Keystone was asked about");
}
