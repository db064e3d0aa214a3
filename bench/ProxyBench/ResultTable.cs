using System.Globalization;
using System.Text;

namespace ProxyBench;

/// <summary>
/// Medians over the rounds, and what each route costs beside the direct one and beside nginx: medians of the rounds' ratios, because the machine's
/// own speed changes from round to round and hits the routes of one round alike.
/// </summary>
/// <param name="routes">Direct, ours and, if there is one, nginx.</param>
internal sealed class ResultTable(IReadOnlyList<IRoute> routes)
{
    private readonly Dictionary<(string Workload, string Metric, string Route), List<double>> values = [];
    private readonly List<(string Workload, string Metric)> order = [];

    public void Add(Workload workload, IRoute route, double[] measured)
    {
        foreach (var (metric, value) in workload.Metrics.Zip(measured))
        {
            if (!values.TryGetValue((workload.Name, metric, route.Name), out var list))
            {
                values[(workload.Name, metric, route.Name)] = list = [];
                if (!order.Contains((workload.Name, metric)))
                {
                    order.Add((workload.Name, metric));
                }
            }

            list.Add(value);
        }
    }

    public string Render()
    {
        var text = new StringBuilder();
        var ratios = routes.Skip(1).Select(route => $"{route.Name}/{routes[0].Name}").ToList();
        if (routes.Count > 2)
        {
            ratios.Add($"{routes[1].Name}/{routes[2].Name}");
        }

        Row(text, ["workload", "metric", .. routes.Select(route => route.Name), .. ratios]);
        Row(text, Enumerable.Repeat("---", 2 + routes.Count + ratios.Count));
        foreach (var (workload, metric) in order)
        {
            Row(text, [workload, metric,
                .. routes.Select(route => string.Create(CultureInfo.InvariantCulture, $"{Median(values[(workload, metric, route.Name)]):0.#}")),
                .. ratios.Select(ratio => ratio.Split('/') is [var one, var other]
                    ? string.Create(CultureInfo.InvariantCulture, $"{Median(Ratios(workload, metric, one, other)):0.00}")
                    : "")]);
        }

        return text.ToString();
    }

    private IEnumerable<double> Ratios(string workload, string metric, string one, string other) =>
        values[(workload, metric, one)].Zip(values[(workload, metric, other)], (mine, its) => mine / its);

    private static double Median(IEnumerable<double> of)
    {
        var sorted = of.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
