namespace Rehearsal.Playing;

/// <summary>
/// The lab's hundred test users. A load gets them signed in, so that writers do not fight for one user's row and a token that ends before the load does
/// is renewed, as it is in production. Each load its own: a refresh token is good for one use.
/// </summary>
public static class TestUsers
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Signs all of them in; <paramref name="file"/>, made anew and readable by this user alone, is one for LOADTESTS_TOKENS_FILE.</summary>
    /// <param name="api">Up to and with <c>/api</c>.</param>
    /// <exception cref="HttpRequestException">The API did not answer, or not well.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static async Task SignInAsync(Uri api, string file, CancellationToken cancellation)
    {
        using var answer = await Client.PostAsync(new Uri($"{api.ToString().TrimEnd('/')}/dev/sign-ins"), content: null, cancellation);
        answer.EnsureSuccessStatusCode();
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await answer.Content.CopyToAsync(stream, cancellation);
    }
}
