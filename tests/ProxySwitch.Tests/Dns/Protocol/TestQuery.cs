using System.Text;

namespace ProxySwitch.Tests.Dns.Protocol;

/// <summary>Builds queries octet by octet, good ones and others.</summary>
internal static class TestQuery
{
    public static byte[] Ask(string name, int type, int @class = 1, int flags = 0x0100, byte[]? additional = null, int additionalCount = 0) =>
    [
        0xAB, 0xCD, (byte)(flags >> 8), (byte)flags, 0, 1, 0, 0, 0, 0, 0, (byte)(additional is null ? 0 : Math.Max(1, additionalCount)),
        .. Name(name), (byte)(type >> 8), (byte)type, (byte)(@class >> 8), (byte)@class, .. additional ?? [],
    ];

    public static byte[] Opt(byte version = 0, bool dnssecOk = false, params byte[] options) =>
        [0, 0, 41, 0x04, 0xD0, 0, version, (byte)(dnssecOk ? 0x80 : 0), 0, (byte)(options.Length >> 8), (byte)options.Length, .. options];

    public static byte[] Name(string name) => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.Latin1.GetBytes(label)]), 0];
}
