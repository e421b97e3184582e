using Quantum.Benchmarks;
using Quantum.Benchmarks.Workloads;

var options = BenchmarkOptions.Read(args);
Console.WriteLine($"{Machine.Describe()}; store {options.Store}, {options.Servers} server(s), {options.Seconds} s each");
Console.WriteLine(Report.Head);

var results = new List<Result>();
foreach (var ports in BenchmarkOptions.Numbers(options.Ports))
{
    await using var cloud = await Cloud.StartAsync(options);
    var crowd = await Crowd.FillAsync(cloud, ports);
    foreach (var workload in AllWorkloads.Of(crowd).Where(workload => options.Includes(workload.Name)))
    {
        foreach (var callers in workload.IsParallel ? BenchmarkOptions.Numbers(options.Callers) : [1])
        {
            var result = await Measurement.RunAsync(cloud, workload, ports, callers, options.Seconds);
            Console.WriteLine(Report.Line(result));
            foreach (var line in result.Costliest.Take(options.Statements))
                Console.WriteLine(line);
            results.Add(result);
        }
    }
}

if (options.Json is { } file)
    await File.WriteAllTextAsync(file, Report.ToJson(results));
