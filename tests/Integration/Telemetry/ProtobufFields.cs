using System.Buffers.Binary;

namespace Integration.Telemetry;

/// <summary>Reads protobuf without a schema: the fields of one message in their order. A scalar has a value, everything else bytes.</summary>
internal static class ProtobufFields
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    public static IReadOnlyList<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Of(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, ulong, ReadOnlyMemory<byte>)>();
        for (var rest = message; rest.Length > 0;)
        {
            var tag = TakeVarint(ref rest);
            var number = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case Varint:
                    fields.Add((number, TakeVarint(ref rest), default));
                    break;
                case Fixed64:
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(rest.Span), default));
                    rest = rest[sizeof(ulong)..];
                    break;
                case Bytes:
                    var length = (int)TakeVarint(ref rest);
                    fields.Add((number, 0, rest[..length]));
                    rest = rest[length..];
                    break;
                case Fixed32:
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(rest.Span), default));
                    rest = rest[sizeof(uint)..];
                    break;
                default:
                    throw new InvalidDataException($"field {number} has a type that protobuf no longer has");
            }
        }

        return fields;
    }

    /// <summary>The messages, texts or byte strings of one field.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> All(ReadOnlyMemory<byte> message, int number) =>
        Of(message).Where(field => field.Number == number).Select(field => field.Bytes);

    /// <summary>The last one counts, as the specification says; none is empty.</summary>
    public static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> message, int number) => All(message, number).LastOrDefault();

    public static ulong Value(ReadOnlyMemory<byte> message, int number) => Of(message).Where(field => field.Number == number).Select(field => field.Value).LastOrDefault();

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> rest)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = rest.Span[0];
            rest = rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
