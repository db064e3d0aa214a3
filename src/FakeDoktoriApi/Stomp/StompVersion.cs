namespace FakeDoktoriApi.Stomp;

/// <summary>The protocol's versions, oldest first. They differ in how header values are escaped.</summary>
internal enum StompVersion
{
    V10,
    V11,
    V12,
}
