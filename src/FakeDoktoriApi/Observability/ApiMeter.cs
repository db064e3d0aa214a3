using System.Diagnostics.Metrics;

namespace FakeDoktoriApi.Observability;

/// <summary>The one meter of this application. Instruments carry their Prometheus names, so that no exporter has to invent them.</summary>
internal sealed class ApiMeter(IMeterFactory factory)
{
    public const string Name = "FakeDoktoriApi";

    public Meter Meter { get; } = factory.Create(Name);
}
