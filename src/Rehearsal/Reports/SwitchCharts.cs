using LoadTests.History;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Judging.Checks;
using Rehearsal.Plans;

namespace Rehearsal.Reports;

/// <summary>Two pictures of a move of the writer: every request around it, and the whole act second by second.</summary>
internal static class SwitchCharts
{
    private const double MarginMs = 400;
    private static readonly OxyColor Good = OxyColor.FromRgb(0x1a, 0x7f, 0x4b);
    private static readonly OxyColor Bad = OxyColor.FromRgb(0xc0, 0x36, 0x2c);
    private static readonly OxyColor Read = OxyColor.FromRgb(0x8a, 0x97, 0xa8);
    private static readonly OxyColor Ink = OxyColor.FromRgb(0x1d, 0x24, 0x30);

    public static IEnumerable<ReportBlock> Draw(RehearsalHistory history, Act act)
    {
        var samples = history.LoadsOf(act.Name).SelectMany(load => load.Samples).Where(sample => sample.Outcome != Outcome.Cancelled).ToArray();
        if (samples.Length == 0 || history.SpanOf(act.Name, Switch.RunbookOf(act)) is not { } span)
        {
            yield break;
        }

        var window = SwitchWindow.Measure(history, act);
        // Zero is the first write that failed; without one, the runbook's beginning.
        var zero = window.Windows.Count > 0 ? window.Windows[0].From : span.Start;
        var last = window.Windows.Count > 0 ? window.Windows[^1].To : span.End;
        yield return new Chart(
            Svg(EveryRequest(history, act, samples, zero, (last - zero) / 1000.0), 980, 340),
            $"{act.Name}: every request around the switch. A dot is one request, at the moment it was sent and as high as its answer took; 0 ms is {(window.Windows.Count > 0 ? "the first write that failed" : "the beginning of the runbook")}. Lines mark the ends of steps.");
        yield return new Chart(
            Svg(PerSecond(samples, span), 980, 260),
            $"{act.Name}: answers per second over the whole act; the shaded part is the runbook.");
    }

    private static PlotModel EveryRequest(RehearsalHistory history, Act act, Sample[] samples, long zero, double windowMs)
    {
        var (from, to) = (-MarginMs, windowMs + MarginMs);
        var model = Model();
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = from, Maximum = to, Title = "ms", MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Left, Title = "answer took, ms", MajorGridlineStyle = LineStyle.Dot });
        model.Series.Add(Dots("reads answered", Read, sample => !sample.Write && sample.Outcome == Outcome.Ok));
        model.Series.Add(Dots("writes acknowledged", Good, sample => sample.Write && sample.Outcome == Outcome.Ok));
        model.Series.Add(Dots("reads failed", Ink, sample => !sample.Write && sample.Outcome != Outcome.Ok));
        model.Series.Add(Dots("writes failed", Bad, sample => sample.Write && sample.Outcome != Outcome.Ok));
        foreach (var step in history.Timeline.Where(line => line.Kind == TimelineKind.Step && line.Act == act.Name && line.State == TimelineState.Succeeded))
        {
            var at = (step.At - zero) / 1000.0;
            if (at > from && at < to)
            {
                model.Annotations.Add(new LineAnnotation
                {
                    Type = LineAnnotationType.Vertical,
                    X = at,
                    Color = OxyColor.FromAColor(120, Ink),
                    LineStyle = LineStyle.Dash,
                    Text = step.Name,
                    TextColor = Ink,
                    FontSize = 9,
                });
            }
        }

        return model;

        ScatterSeries Dots(string title, OxyColor color, Func<Sample, bool> which)
        {
            var series = new ScatterSeries { Title = title, MarkerType = MarkerType.Circle, MarkerSize = 2.4, MarkerFill = color };
            series.Points.AddRange(samples.Where(which)
                .Select(sample => new ScatterPoint((sample.Started - zero) / 1000.0, Math.Max(0.1, (sample.Ended - sample.Started) / 1000.0)))
                .Where(point => point.X >= from && point.X <= to));
            return series;
        }
    }

    private static PlotModel PerSecond(Sample[] samples, (long Start, long End) span)
    {
        var zero = samples.Min(sample => sample.Started);
        var model = Model();
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "s", Minimum = 0, MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "answers per second", Minimum = 0, MajorGridlineStyle = LineStyle.Dot });
        model.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = Seconds(span.Start),
            MaximumX = Seconds(span.End),
            Fill = OxyColor.FromAColor(30, Ink),
            Layer = AnnotationLayer.BelowSeries,
        });
        model.Series.Add(Line("reads", Read, sample => !sample.Write && sample.Outcome == Outcome.Ok));
        model.Series.Add(Line("writes acknowledged", Good, sample => sample.Write && sample.Outcome == Outcome.Ok));
        model.Series.Add(Line("failed", Bad, sample => sample.Outcome != Outcome.Ok));
        return model;

        double Seconds(long at) => (at - zero) / 1_000_000.0;

        LineSeries Line(string title, OxyColor color, Func<Sample, bool> which)
        {
            var counts = samples.Where(which).CountBy(sample => (int)Seconds(sample.Ended)).ToDictionary();
            var series = new LineSeries { Title = title, Color = color };
            series.Points.AddRange(Enumerable.Range(0, (int)Seconds(samples.Max(sample => sample.Ended)) + 1)
                .Select(second => new DataPoint(second, counts.GetValueOrDefault(second))));
            return series;
        }
    }

    private static PlotModel Model()
    {
        var model = new PlotModel { PlotAreaBorderColor = OxyColors.LightGray, TextColor = Ink, DefaultFontSize = 11 };
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.TopLeft, LegendOrientation = LegendOrientation.Horizontal });
        return model;
    }

    private static string Svg(PlotModel model, double width, double height)
    {
        using var stream = new MemoryStream();
        new SvgExporter { Width = width, Height = height, IsDocument = false }.Export(model, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }
}
