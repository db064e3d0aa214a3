using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AppHost.Reports;

/// <summary>
/// The reports of the rehearsals, and an address at which a browser opens one: a page of the dashboard may not lead to a file. The address holds a key of
/// this lab, so that only who may press the lab's commands learns of it.
/// </summary>
/// <param name="folder">Where the run folders are.</param>
internal sealed class LabReports(string folder)
{
    private const string FileName = "report.html";
    private const int KeyBytes = 16;
    private readonly string key = RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);

    /// <summary>The id of the newest run that has a report; run folders are named by the moment they began.</summary>
    public string? Newest() => Runs().Max(StringComparer.Ordinal);

    public string FileOf(string run) => Path.Combine(folder, run, FileName);

    /// <param name="server">The lab's own server.</param>
    public Uri AddressOf(string run, Uri server) => new(server, $"reports/{key}/{Uri.EscapeDataString(run)}");

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/{asked}/{run}", (string asked, string run) =>
        IsKey(asked) && Runs().Contains(run, StringComparer.Ordinal)
            ? Results.File(FileOf(run), "text/html; charset=utf-8")
            : Results.NotFound());

    /// <summary>Only names of folders that are there: nothing a caller sends becomes part of a path.</summary>
    private IEnumerable<string> Runs() => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(run => File.Exists(FileOf(run)))
        : [];

    private bool IsKey(string asked) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(asked)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
