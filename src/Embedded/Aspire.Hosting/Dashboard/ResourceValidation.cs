namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Finds what would leave the dashboard's page at "Loading…" for ever: it reads without a check and says nothing when a part is missing.
/// </summary>
internal static class ResourceValidation
{
    /// <summary>What is wrong with the message; nothing when it can be sent.</summary>
    public static IReadOnlyList<string> ProblemsOf(Wire.Resource resource)
    {
        var problems = new List<string>();
        Require(resource.Name.Length > 0, "it has no name");
        Require(resource.DisplayName.Length > 0, "it has no display name");
        Require(resource.ResourceType.Length > 0, "it has no type");
        Require(resource.Uid.Length > 0, "it has no uid");
        Require(resource.CreatedAt is not null, "it has no creation time");
        foreach (var url in resource.Urls)
        {
            Require(url.DisplayProperties is not null, $"its URL '{url.FullUrl}' has no display properties");
            Require(Uri.TryCreate(url.FullUrl, UriKind.Absolute, out _), $"its URL '{url.FullUrl}' is not absolute");
        }

        foreach (var property in resource.Properties)
        {
            Require(property.Value is not null && property.Value.KindCase != Google.Protobuf.WellKnownTypes.Value.KindOneofCase.None, $"its property '{property.Name}' has no value");
        }

        foreach (var command in resource.Commands)
        {
            Require(command.Name.Length > 0 && command.DisplayName.Length > 0, "one of its commands has no name");
        }

        foreach (var relationship in resource.Relationships)
        {
            Require(relationship.ResourceName.Length > 0 && relationship.Type.Length > 0, "one of its relationships has no resource or no type");
        }

        return problems;

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }
    }
}
