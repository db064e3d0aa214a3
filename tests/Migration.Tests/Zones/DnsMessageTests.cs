using Migration.Zones;

namespace Migration.Tests.Zones;

public sealed class DnsMessageTests
{
    [Fact]
    public void AQuery_IsAsRfc1035Says() => Assert.Equal(
        "1234 0100 0001 0000 0000 0000 07646F6B746F7269 0474657374 00 0001 0001".Replace(" ", "", StringComparison.Ordinal),
        Convert.ToHexString(DnsMessage.Query(0x1234, "doktori.test.")));

    [Fact]
    public void ReadsAddresses_AndTheShortestTtl()
    {
        var answer = DnsMessage.Answer(7, Message(7, 0x8180, "C00C00010001 0000003C 0004 7F000002", "C00C00010001 00000005 0004 7F000003"));
        Assert.Equal(0, answer!.Code);
        Assert.Equal(["127.0.0.2", "127.0.0.3"], answer.Addresses);
        Assert.Equal(5, answer.TtlSeconds);
    }

    [Fact]
    public void ReadsPastOtherRecords()
    {
        var answer = DnsMessage.Answer(7, Message(7, 0x8180, "C00C00050001 0000003C 0002 C00C", "C00C00010001 0000003C 0004 7F000002"));
        Assert.Equal(["127.0.0.2"], answer!.Addresses);
    }

    [Fact]
    public void NoSuchName_IsAnAnswer()
    {
        var answer = DnsMessage.Answer(7, Message(7, 0x8183));
        Assert.Equal(3, answer!.Code);
        Assert.Empty(answer.Addresses);
        Assert.Null(answer.TtlSeconds);
    }

    [Fact]
    public void RefusesAnotherQuestionsAnswer_AndAQuestion()
    {
        Assert.Null(DnsMessage.Answer(8, Message(7, 0x8180)));
        Assert.Null(DnsMessage.Answer(7, Message(7, 0x0100)));
    }

    [Fact]
    public void CutOffAnswers_AreNoAnswers()
    {
        var whole = Message(7, 0x8180, "C00C00010001 0000003C 0004 7F000002");
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(DnsMessage.Answer(7, whole.AsSpan(0, length)));
        }
    }

    private static byte[] Message(ushort id, ushort flags, params string[] records) => Convert.FromHexString(
        $"{id:X4}{flags:X4}0001{records.Length:X4}00000000{"07646F6B746F7269047465737400"}00010001{string.Concat(records)}".Replace(" ", "", StringComparison.Ordinal));
}
