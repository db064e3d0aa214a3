using Migration.Checksums.Rows;

namespace Migration.Checksums.Tables;

/// <summary>Counts all, keeps the first so many.</summary>
internal sealed class CandidateList(int kept)
{
    private readonly List<RowCandidate> _kept = [];

    public IReadOnlyList<RowCandidate> Kept => _kept;

    public long Count { get; private set; }

    public void Add(RowCandidate candidate)
    {
        Count++;
        if (_kept.Count < kept)
        {
            _kept.Add(candidate);
        }
    }
}
