namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an address is shown.</summary>
/// <param name="SortOrder">Higher ones come first.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);
