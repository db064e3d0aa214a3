using MySqlRuntime.Fetching;

namespace MySqlRuntime.Tests.Fetching;

public sealed class DebianMirrorsTests
{
    [Fact]
    public void Reads_Deb822()
    {
        const string Text =
            """
            Types: deb
            # a comment
            URIs: http://mirror.example.org/debian http://second.example.org/debian/
            Suites: bookworm bookworm-updates
            Components: main contrib

            Types: deb
            URIs: http://mirror.example.org/debian-security
            Suites: bookworm-security
            Components: main

            Enabled: no
            Types: deb
            URIs: http://off.example.org/debian
            Suites: bookworm
            Components: main
            """;

        Assert.Equal(["http://mirror.example.org/debian", "http://second.example.org/debian"], DebianMirrors.Parse("debian.sources", Text));
    }

    [Fact]
    public void Reads_OneLine()
    {
        const string Text =
            """
            # deb http://commented.example.org/debian bookworm main
            deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] http://mirror.example.org/debian bookworm main non-free # remark
            deb-src http://mirror.example.org/debian bookworm main
            deb http://mirror.example.org/debian-security bookworm-security main
            deb https://apt.example.org/pool bookworm main
            deb https://download.example.org/linux/debian bookworm stable
            deb file:/srv/debian bookworm main
            """;

        Assert.Equal(["http://mirror.example.org/debian"], DebianMirrors.Parse("sources.list", Text));
    }

    [Fact]
    public void Tries_TheMachinesMirrorFirst_AndDebiansDefaultLast()
    {
        using var apt = new TemporaryFolder();
        apt.Write("sources.list", "deb http://mirror.example.org/debian bookworm main\n");
        apt.Write("sources.list.d/more.sources", "Types: deb\nURIs: http://mirror.example.org/debian/\nSuites: sid\nComponents: main\n");

        Assert.Equal(["http://mirror.example.org/debian", DebianMySql.DefaultMirror], DebianMirrors.OfThisMachine(apt.Path));
    }

    [Fact]
    public void Takes_DebiansDefault_WhereThereIsNoApt() => Assert.Equal([DebianMySql.DefaultMirror], DebianMirrors.OfThisMachine("/no/such/folder"));

    [Fact]
    public void Shows_AMirror_WithoutItsPassword() =>
        Assert.Equal("http://mirror.example.org:8080/debian", DebianMirrors.Display("http://user:secret@mirror.example.org:8080/debian"));
}
