using System.Runtime.InteropServices;
using MySqlRuntime.Locating;

namespace MySqlRuntime.Tests.Locating;

public sealed class DebianArchitectureTests
{
    [Theory]
    [InlineData(Architecture.X64, "amd64", "x86_64-linux-gnu", "ld-linux-x86-64.so.2")]
    [InlineData(Architecture.Arm64, "arm64", "aarch64-linux-gnu", "ld-linux-aarch64.so.1")]
    public void Knows_LibraryFolderAndLoader(Architecture processor, string name, string triplet, string loader) =>
        Assert.Equal(new DebianArchitecture(name, triplet, loader), DebianArchitecture.Of(processor));

    [Theory]
    [InlineData(Architecture.S390x)]
    [InlineData(Architecture.Arm)]
    [InlineData(Architecture.RiscV64)]
    public void DoesNotGuess(Architecture processor) => Assert.Null(DebianArchitecture.Of(processor));
}
