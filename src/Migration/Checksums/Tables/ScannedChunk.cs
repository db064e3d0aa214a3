using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Tables;

/// <summary>One range as both sides have it.</summary>
internal sealed record ScannedChunk(KeyRange Range, ChunkHash Source, ChunkHash Target)
{
    public long Rows => Math.Max(Source.Rows, Target.Rows);

    public bool Differs => !Source.Equals(Target);
}
