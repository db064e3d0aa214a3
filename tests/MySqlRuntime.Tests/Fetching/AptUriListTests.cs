using MySqlRuntime.Fetching;

namespace MySqlRuntime.Tests.Fetching;

public sealed class AptUriListTests
{
    [Fact]
    public void Reads_WhatAptWouldFetch()
    {
        const string Output =
            """
            'http://deb.debian.org/debian/pool/main/m/mysql-9.7/mysql-server-core_9.7.4-2_amd64.deb' mysql-server-core_9.7.4-2_amd64.deb 26124236 MD5Sum:7e53148edb1262f86946d6ed13152112
            'http://deb.debian.org/debian/pool/main/z/zlib/zlib1g_1.3.dfsg%2breally1.3.2-4_amd64.deb' zlib1g_1%3a1.3.dfsg+really1.3.2-4_amd64.deb 92424 MD5Sum:b9fd4a6b0357ce498341f608a205531a
            'http://deb.debian.org/debian/pool/main/libt/libtirpc/libtirpc-common_1.3.7%2bds-1_all.deb' libtirpc-common_1.3.7+ds-1_all.deb 10040 SHA256:628d2d7d
            """;

        Assert.Equal(
            [
                new DebianPackage("mysql-server-core", "9.7.4-2", "mysql-server-core_9.7.4-2_amd64.deb", 26124236),
                new DebianPackage("zlib1g", "1:1.3.dfsg+really1.3.2-4", "zlib1g_1%3a1.3.dfsg+really1.3.2-4_amd64.deb", 92424),
                new DebianPackage("libtirpc-common", "1.3.7+ds-1", "libtirpc-common_1.3.7+ds-1_all.deb", 10040),
            ],
            AptUriList.Parse(Output));
    }

    [Fact]
    public void Ignores_WhatIsNotAPackage() =>
        Assert.Empty(AptUriList.Parse("Reading package lists...\nE: Unable to locate package mysql-server-core\n'http://x/InRelease' InRelease 0 \n"));

    [Theory]
    [InlineData("perl")]
    [InlineData("perl-base")]
    [InlineData("perl-modules-5.42")]
    [InlineData("libperl5.42")]
    public void LeavesPerlOut(string package) => Assert.False(DebianMySql.IsNeeded(package));

    [Theory]
    [InlineData("mysql-server-core")]
    [InlineData("libprotobuf32t64")]
    [InlineData("libc6")]
    public void KeepsLibraries(string package) => Assert.True(DebianMySql.IsNeeded(package));
}
