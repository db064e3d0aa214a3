namespace ProxySwitch.Tables;

/// <summary>
/// Replaces a file so that a reader, and a machine that loses power, sees the old content or the new and never a mixture:
/// temporary file beside it → fsync → rename.
/// </summary>
internal static class AtomicFile
{
    /// <summary>On a thread of the pool: fsync takes as long as the disk likes, and the caller's thread may be one that moves bytes.</summary>
    public static Task ReplaceAsync(string path, ReadOnlyMemory<byte> content) => Task.Run(() => Replace(path, content.Span));

    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        // What a link points to is replaced, not the link.
        path = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
        // The same folder, because a rename is only atomic within one file system; a name of its own, because two labs may share a folder.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, NewFile(path)))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStreamOptions NewFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            options.UnixCreateMode = File.GetUnixFileMode(path);
        }

        return options;
    }
}
