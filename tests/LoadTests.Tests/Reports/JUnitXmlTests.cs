using System.Xml.Linq;
using LoadTests.Reports;

namespace LoadTests.Tests.Reports;

public sealed class JUnitXmlTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("junit-").FullName, "deep", "junit.xml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(path))!, recursive: true);

    [Fact]
    public void AThreshold_IsATestCase()
    {
        JUnitXml.Write(path, [RunSummaries.Failed, RunSummaries.Failed with { Scenario = "connpool", ExitCode = 130, Reason = "interrupted" }]);

        var suites = XDocument.Load(path).Root!.Elements("testsuite").ToList();
        Assert.Equal(["4", "1", "0", "1"], new[] { "tests", "failures", "errors", "skipped" }.Select(name => suites[0].Attribute(name)!.Value));
        Assert.Equal("measured 0.9", suites[0].Descendants("failure").Single().Attribute("message")!.Value);
        Assert.Equal("not settled <b>", suites[0].Descendants("skipped").Single().Attribute("message")!.Value);
        Assert.Equal("interrupted", suites[1].Descendants("error").Single().Attribute("message")!.Value);
    }
}
