using System.Globalization;
using System.Net;
using System.Text;

namespace LoadTests.Reports;

/// <summary>A chart over the time of a run as inline SVG: lines, bands behind them, marks across them.</summary>
internal sealed class HtmlChart(string title, string unit, TimeSpan duration)
{
    private const double Width = 1000, Height = 220, Left = 56, Right = 12, Top = 24, Bottom = 24;

    private static readonly double[] NiceSteps = [1, 2, 4, 5, 8, 10];

    private readonly StringBuilder bands = new();
    private readonly StringBuilder marks = new();
    private readonly List<(string Name, string Class, IReadOnlyList<double?> Values)> lines = [];

    public HtmlChart Line(string name, string cssClass, IEnumerable<double?> values)
    {
        lines.Add((name, cssClass, [.. values]));
        return this;
    }

    /// <summary>A stretch of time.</summary>
    public HtmlChart Band(TimeSpan from, TimeSpan to, string cssClass, string label, bool named)
    {
        var (x1, x2) = (X(from), X(to));
        bands.Append(CultureInfo.InvariantCulture, $"<rect class=\"{cssClass}\" x=\"{x1:0.##}\" y=\"{Top}\" width=\"{Math.Max(1, x2 - x1):0.##}\" height=\"{Height - Top - Bottom}\"><title>{Escape(label)}</title></rect>");
        if (named)
        {
            bands.Append(CultureInfo.InvariantCulture, $"<text class=\"phase\" x=\"{x1 + 4:0.##}\" y=\"{Top - 6}\">{Escape(label)}</text>");
        }

        return this;
    }

    /// <summary>A moment.</summary>
    public HtmlChart Mark(TimeSpan at, string label)
    {
        marks.Append(CultureInfo.InvariantCulture, $"<g class=\"mark\"><line x1=\"{X(at):0.##}\" x2=\"{X(at):0.##}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/><text x=\"{X(at) + 3:0.##}\" y=\"{Top + 11}\">{Escape(label)}</text><title>{Escape(label)}</title></g>");
        return this;
    }

    public string Render()
    {
        var culture = CultureInfo.InvariantCulture;
        var top = NiceTop(lines.SelectMany(line => line.Values).Max() ?? 0);
        var svg = new StringBuilder();
        svg.Append(culture, $"<figure><figcaption>{Escape(title)} <small>{Escape(unit)}</small>");
        foreach (var (name, cssClass, _) in lines)
        {
            svg.Append(culture, $" <span class=\"key {cssClass}\">{Escape(name)}</span>");
        }

        svg.Append(culture, $"</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(title)}\">").Append(bands);
        for (var tick = 0; tick <= 4; tick++)
        {
            var y = Height - Bottom - ((Height - Top - Bottom) * tick / 4);
            svg.Append(culture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.##}\" y2=\"{y:0.##}\"/><text class=\"tick\" x=\"{Left - 6}\" y=\"{y + 4:0.##}\" text-anchor=\"end\">{top * tick / 4:0.##}</text>");
            var at = duration * tick / 4;
            svg.Append(culture, $"<text class=\"tick\" x=\"{X(at):0.##}\" y=\"{Height - 6}\" text-anchor=\"{(tick == 4 ? "end" : "middle")}\">{at:hh\\:mm\\:ss}</text>");
        }

        foreach (var (_, cssClass, values) in lines)
        {
            svg.Append(culture, $"<path class=\"line {cssClass}\" d=\"{PathOf(values, top)}\"/>");
        }

        return svg.Append(marks).Append("</svg></figure>").ToString();
    }

    /// <summary>Broken where there is no value.</summary>
    private static string PathOf(IReadOnlyList<double?> values, double top)
    {
        var path = new StringBuilder();
        var pen = 'M';
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                pen = 'M';
                continue;
            }

            var x = Left + ((Width - Left - Right) * (i + 0.5) / values.Count);
            var y = Height - Bottom - ((Height - Top - Bottom) * value / top);
            path.Append(CultureInfo.InvariantCulture, $"{pen}{x:0.#} {y:0.#}");

            // A value between two gaps is still to be seen: a line to itself with round caps is a dot.
            if (pen == 'M')
            {
                path.Append("h0");
            }

            pen = 'L';
        }

        return path.ToString();
    }

    private double X(TimeSpan at) => Left + ((Width - Left - Right) * Math.Clamp(at / duration, 0, 1));

    private static double NiceTop(double max)
    {
        if (max <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(max)));
        return NiceSteps.Select(step => step * power).First(top => top >= max * 0.9999);
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
