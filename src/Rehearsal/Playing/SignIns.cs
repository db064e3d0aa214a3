namespace Rehearsal.Playing;

/// <summary>The files through which signed-in test users pass to the load processes; removed at the end.</summary>
internal sealed class SignIns : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("doktori-tokens-").FullName;

    public string FileOf(string scenario) => Path.Combine(folder, $"{scenario}.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
