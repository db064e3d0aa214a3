using System.Data;
using MySqlConnector;

namespace Migration.Servers;

/// <summary>One real connection.</summary>
internal sealed class MySqlConnectorSession(MySqlConnection connection, string name) : ISqlSession
{
    public long ConnectionId => connection.ServerThread;

    public bool IsOpen => connection.State == ConnectionState.Open;

    public async Task<IReadOnlyList<IReadOnlyList<ResultRow>>> RunAsync(Statement statement, CancellationToken cancellation)
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement.Text;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var answers = new List<IReadOnlyList<ResultRow>>();
            do
            {
                if (reader.FieldCount > 0)
                {
                    answers.Add(await RowsAsync(reader, cancellation));
                }
            }
            while (await reader.NextResultAsync(cancellation));
            return answers;
        }
        catch (MySqlException interrupted) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(statement.Hide(interrupted.Message), interrupted, cancellation);
        }
        catch (MySqlException failure)
        {
            throw new SqlFailure(name, IsOpen ? failure.Number : 0, statement.Hide(failure.Message), failure);
        }
        catch (InvalidOperationException closed) when (!IsOpen)
        {
            throw new SqlFailure(name, 0, "the connection is lost", closed);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<IReadOnlyList<ResultRow>> RowsAsync(MySqlDataReader reader, CancellationToken cancellation)
    {
        var columns = new string[reader.FieldCount];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = reader.GetName(index);
        }

        var rows = new List<ResultRow>();
        while (await reader.ReadAsync(cancellation))
        {
            var values = new object?[columns.Length];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = await reader.IsDBNullAsync(index, cancellation) ? null : reader.GetValue(index);
            }

            rows.Add(new ResultRow(columns, values));
        }

        return rows;
    }
}
