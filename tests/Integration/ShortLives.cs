using System.Runtime.CompilerServices;

namespace Integration;

/// <summary>
/// The programs that the tests start live for seconds and do little more than once: compiled as well as a rehearsal wants them (Directory.Build.props),
/// they would compile for longer than they run. They inherit this: the framework's code as it comes, our own compiled quickly and once.
/// </summary>
internal static class ShortLives
{
    [ModuleInitializer]
    internal static void CompileQuicklyAndOnce()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredCompilation", "1");
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");
    }
}
