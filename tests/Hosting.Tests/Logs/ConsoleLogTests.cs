using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Logs;
using Aspire.Hosting.Orchestration;

namespace Hosting.Tests.Logs;

public sealed class ConsoleLogTests
{
    [Fact]
    public void Aligns_Names_UnderEachOther()
    {
        var written = Write(coloured: false, enabled: true);
        Assert.Equal("api             │ hello\nmysql-lightsail │ ready\n", written);
    }

    [Fact]
    public void Colours_EachName_InAColourOfItsOwn()
    {
        var written = Write(coloured: true, enabled: true);
        Assert.Equal("\e[36mapi             │\e[0m hello\n\e[33mmysql-lightsail │\e[0m ready\n", written);
    }

    [Fact]
    public void Stays_Quiet_WhileARehearsalDraws() => Assert.Empty(Write(coloured: true, enabled: false));

    private static string Write(bool coloured, bool enabled)
    {
        var test = new TestApplication();
        var catalog = new ResourceCatalog([test.Add("api").Resource, test.Add("mysql-lightsail").Resource]);
        using var output = new StringWriter { NewLine = "\n" };
        var console = new ConsoleLog(catalog, new OrchestratorOptions { ConsoleLogs = enabled }, output, coloured);
        console.Write("api", "hello");
        console.Write("mysql-lightsail", "ready");
        return output.ToString();
    }
}
