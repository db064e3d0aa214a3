namespace Migration.Steps.Traffic;

/// <summary>How sentences call the parts.</summary>
internal static class Words
{
    public static string Of(Service service, Site site) => $"{Of(service)} {Of(site)}";

    public static string Of(Service service) => service.ToString().ToLowerInvariant();

    public static string Of(Site site) => site.ToString().ToLowerInvariant();

    public static string Of(IEnumerable<Service> services) => string.Join(" and ", services.Select(Of));

    public static string Of(EdgeRole edge) => edge == EdgeRole.Old ? "the old edge" : "the new edge";

    /// <summary>As part of a step's name: <c>Api</c>, or <c>Clients</c> when it is about all services.</summary>
    public static string Name(IReadOnlyCollection<Service> services) => services.Count == 1 ? services.Single().ToString() : "Clients";
}
