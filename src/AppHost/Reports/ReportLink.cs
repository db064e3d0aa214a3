using Aspire.Hosting.ApplicationModel;

namespace AppHost.Reports;

/// <summary>The newest report as one of a resource's addresses: in the dashboard a click, in <c>ps</c> a line.</summary>
internal static class ReportLink
{
    private const string Text = "last report";

    public static CustomResourceSnapshot Show(CustomResourceSnapshot snapshot, Uri? address) => address is null
        ? snapshot
        : snapshot with
        {
            Urls =
            [
                .. snapshot.Urls.Where(url => url.DisplayProperties.DisplayName != Text),
                new UrlSnapshot(Name: null, address.ToString(), IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot(Text) },
            ],
        };
}
