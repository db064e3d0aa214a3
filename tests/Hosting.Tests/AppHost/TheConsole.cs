namespace Hosting.Tests.AppHost;

/// <summary>For tests that replace the process's console.</summary>
[CollectionDefinition(nameof(TheConsole), DisableParallelization = true)]
public sealed class TheConsole;
