namespace Integration.Telemetry;

/// <param name="Trace">Hexadecimal; empty outside of any trace.</param>
internal sealed record ReceivedLog(string Service, string Scope, string Text, string Trace);
