using Quantum.Benchmarks;
using Quantum.Benchmarks.Workloads;

var options = BenchmarkOptions.Read(args);
Console.WriteLine($"{Machine.Describe()}; store {options.Store}, {options.Seconds} s each");
Console.WriteLine(Report.Head);

var results = new List<Result>();
foreach (var servers in BenchmarkOptions.Numbers(options.Servers))
{
    foreach (var ports in BenchmarkOptions.Numbers(options.Ports))
        results.AddRange(await MeasureAsync(servers, ports));
}

if (options.Json is { } file)
    await File.WriteAllTextAsync(file, Report.ToJson(results));

async Task<IReadOnlyList<Result>> MeasureAsync(int servers, int ports)
{
    await using var cloud = await Cloud.StartAsync(options.Store, servers);
    await WarmUp.RunAsync(cloud);
    var crowd = await Crowd.FillAsync(cloud, ports);
    if (await cloud.DatabaseBytesAsync() is { } bytes)
        Console.WriteLine(Report.Size(ports, bytes));
    var measured = new List<Result>();
    foreach (var workload in AllWorkloads.Of(cloud, crowd).Where(workload => options.Includes(workload.Name)))
    {
        foreach (var callers in workload.IsParallel ? BenchmarkOptions.Numbers(options.Callers) : [1])
        {
            var result = await Measurement.RunAsync(cloud, workload, ports, callers, options.Seconds);
            Console.WriteLine(Report.Line(result));
            foreach (var line in result.Costliest.Take(options.Statements))
                Console.WriteLine(line);
            measured.Add(result);
        }
    }

    return measured;
}
