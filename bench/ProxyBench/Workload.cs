using System.Net;

namespace ProxyBench;

/// <param name="Name">What is done.</param>
/// <param name="Metrics">What is measured, with unit, in the order of <paramref name="Run"/>'s result. "/s" means more is better.</param>
/// <param name="Run">Does it once; blocking.</param>
internal sealed record Workload(string Name, IReadOnlyList<string> Metrics, Func<IPEndPoint, double[]> Run)
{
    public Task<double[]> RunAsync(IPEndPoint endPoint) => Task.Factory.StartNew(() => Run(endPoint), TaskCreationOptions.LongRunning);
}
