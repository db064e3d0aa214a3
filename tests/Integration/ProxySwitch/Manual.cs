using System.Diagnostics;

namespace Integration.ProxySwitch;

/// <summary>Types what a manual tells the operator to type.</summary>
internal static class Manual
{
    public static string? WhyNot => File.Exists("/usr/bin/curl") && File.Exists("/bin/bash") ? null : "needs curl and bash";

    /// <summary>Every line that begins with curl, in order; each must succeed.</summary>
    /// <param name="adapt">Puts the test's addresses in the place of the manual's.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> RunCurlsAsync(string name, Uri control, string token, Func<string, string> adapt)
    {
        var commands = (await File.ReadAllLinesAsync(Path(name), TestContext.Current.CancellationToken)).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("/bin/bash", ["-c", adapt(command) + " --fail-with-body"]) { RedirectStandardOutput = true };
            start.Environment["PROXY"] = control.ToString().TrimEnd('/');
            start.Environment["TOKEN"] = token;
            using var curl = Process.Start(start)!;
            var answer = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(curl.ExitCode == 0, $"{command}: {answer}");
        }

        return commands.Length;
    }

    private static string Path(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Lab.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Lab.sln is not above the tests.");
        }

        return System.IO.Path.Combine(folder, "docs", name);
    }
}
