using System.Globalization;
using System.Text.RegularExpressions;

namespace LoadTests.Safety;

/// <summary>An error budget: <c>error-rate &gt; 50% in 60s</c> or <c>errors &gt; 500 in 30s</c>; without "in" it counts from the start.</summary>
internal sealed partial record StopRule
{
    /// <summary>The default against production: the service is down, and load only makes it worse. A write window or a reload burns far less.</summary>
    public static readonly StopRule ForProduction = Parse("error-rate > 50% in 60s")!;

    /// <summary>A share of fewer requests than this says nothing.</summary>
    public const int FewestRequests = 20;

    public required string Text { get; init; }

    /// <summary>Whether the bound is a share of the requests; otherwise a number of errors.</summary>
    public required bool IsShare { get; init; }

    /// <summary>0 to 1 for a share.</summary>
    public required double Bound { get; init; }

    /// <summary>Null: since the start.</summary>
    public required TimeSpan? Window { get; init; }

    /// <summary>Null when it is none.</summary>
    public static StopRule? Parse(string? text)
    {
        var match = Shape().Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        var share = match.Groups["share"].Success;
        var bound = double.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture);
        var window = match.Groups["window"] is { Success: true } group ? CommandLine.DurationText.Parse(group.Value) : null;
        if ((match.Groups["window"].Success && window is null) || (share && bound > 100))
        {
            return null;
        }

        var end = window is null ? "" : $" in {match.Groups["window"].Value}";
        return share
            ? new StopRule { Text = string.Create(CultureInfo.InvariantCulture, $"error-rate > {bound}%{end}"), IsShare = true, Bound = bound / 100, Window = window }
            : new StopRule { Text = string.Create(CultureInfo.InvariantCulture, $"errors > {bound}{end}"), IsShare = false, Bound = bound, Window = window };
    }

    /// <summary>Whether the budget is burnt.</summary>
    public bool IsBurnt(long requests, long failed) => IsShare ? requests >= FewestRequests && failed > Bound * requests : failed > Bound;

    [GeneratedRegex(@"^\s*(((?<share>error-rate)\s*>\s*(?<bound>\d{1,3}(\.\d{1,3})?)\s*%)|(errors\s*>\s*(?<bound>\d{1,9})))(\s+in\s+(?<window>\S+))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
