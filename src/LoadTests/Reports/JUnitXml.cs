using System.Globalization;
using System.Xml;
using LoadTests.History;

namespace LoadTests.Reports;

/// <summary><c>--junit</c>: a test suite for each scenario, a test case for each threshold, and one for the run itself.</summary>
internal static class JUnitXml
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<RunSummary> runs)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = true });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "doktori load tests");
        foreach (var run in runs)
        {
            Suite(xml, run);
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, RunSummary run)
    {
        var whole = RunIsGood(run);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", run.Scenario);
        xml.WriteAttributeString("tests", Text(run.Thresholds.Count + 1));
        xml.WriteAttributeString("failures", Text(run.Thresholds.Count(threshold => threshold.Ok == false)));
        xml.WriteAttributeString("errors", Text(whole ? 0 : 1));
        xml.WriteAttributeString("skipped", Text(run.Thresholds.Count(threshold => threshold.Ok is null)));
        xml.WriteAttributeString("timestamp", run.StartedAt.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(run.DurationMs));

        Open(xml, run, "run", Seconds(run.DurationMs));
        if (!whole)
        {
            Element(xml, "error", run.Reason ?? $"exit code {run.ExitCode}");
        }

        xml.WriteEndElement();
        foreach (var threshold in run.Thresholds)
        {
            Open(xml, run, $"{threshold.Metric} {threshold.Expression}", "0");
            var seen = threshold.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? threshold.Reason ?? "not measured";
            switch (threshold.Ok)
            {
                case false:
                    Element(xml, "failure", $"measured {seen}");
                    break;
                case null:
                    Element(xml, "skipped", seen);
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // A failed threshold has its own case; the run is bad only when something else was.
    private static bool RunIsGood(RunSummary run) => run.ExitCode == 0 || (run.ExitCode == CommandLine.ExitCode.ThresholdFailed && run.Reason is null);

    private static void Open(XmlWriter xml, RunSummary run, string name, string time)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"doktori.{run.Scenario}");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("time", time);
    }

    private static void Element(XmlWriter xml, string name, string message)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("message", message);
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(long milliseconds) => (milliseconds / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
}
