using Migration.Checksums.Sides;

namespace ChecksumBench;

/// <summary>
/// Ways to hash a row inside MySQL, dearest part first: turning 20 columns into one string. Only the packed row is unambiguous: CONCAT_WS leaves
/// NULL out, and a comma may be part of a value.
/// </summary>
internal static class HashCandidates
{
    private const string Columns =
        "id,leader_user_id,reading_genre_id,leader_intro,meeting_image_path,title,description,capacity,current_count,round_count,current_round,"
        + "status,day_of_week,start_time,duration_minutes,first_round_at,recruitment_deadline,deleted_at,created_at,updated_at";

    public static IReadOnlyList<Contender> All(BenchServer server, string row, string used)
    {
        return
        [
            new("CHECKSUM TABLE", () => server.RunAsync("CHECKSUM TABLE bench.meetings")),
            Query("reading only: BIT_XOR(id)", "BIT_XOR(id)"),
            Query("BIT_XOR(CRC32(CONCAT_WS(',', …)))", $"BIT_XOR(CRC32(CONCAT_WS(',',{Columns})))"),
            Query("two CRC32 of two orders", $"BIT_XOR(CRC32(CONCAT_WS(',',{Columns}))),BIT_XOR(CRC32(REVERSE(CONCAT_WS(',',{Columns}))))"),
            Query("BIT_XOR(UNHEX(SHA2(CONCAT_WS(',', …),256)))", $"BIT_XOR(UNHEX(SHA2(CONCAT_WS(',',{Columns}),256)))"),
            Query("writing the packed row only", $"BIT_XOR(LENGTH({row}))", ServerSession.Collation),
            Query("CRC32 of the packed row", $"BIT_XOR(CRC32({row}))", ServerSession.Collation),
            Query("SHA-256 of the packed row, as bytes", $"BIT_XOR(UNHEX(SHA2({row},256)))", ServerSession.Collation),
            Query("SHA-256 of the packed row, as digits (used)", $"BIT_XOR({used})", ServerSession.Collation),
            Query("the same, but for the session's collation", $"BIT_XOR({used})"),
        ];

        Contender Query(string name, string expression, string collation = "utf8mb4_0900_ai_ci") => new(name, () => server.RunAsync(
            $"SET collation_connection = {collation}; SELECT COUNT(*),{expression} FROM bench.meetings FORCE INDEX (PRIMARY) WHERE id > 0"));
    }
}
