using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>One line of the write ledger: a key is sent, answered (or not), and after the run settled.</summary>
/// <param name="Key">Unique within the ledger; the written row carries it in its title.</param>
/// <param name="At">Unix microseconds.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(WriteSent), "sent")]
[JsonDerivedType(typeof(WriteAnswered), "answered")]
[JsonDerivedType(typeof(WriteSettled), "settled")]
public abstract record LedgerEvent(
    [property: JsonPropertyOrder(-2)] string Key,
    [property: JsonPropertyOrder(-1)] long At);
