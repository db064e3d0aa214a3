namespace LoadTests.Scenarios;

/// <summary>
/// The books last found, shared by the writers of a run. It is filled before the load starts, so a book search that fails
/// later does not keep a write from being tried; until then there is one well-known book.
/// </summary>
internal sealed class BookShelf
{
    private volatile IReadOnlyList<Book> books = [new Book("9788937460449", "데미안", "헤르만 헤세", "민음사")];

    /// <returns>Whether there was any book in the answer.</returns>
    public bool Fill(ReadOnlyMemory<byte> answer)
    {
        var found = Book.FromAnswer(answer);
        if (found.Count > 0)
        {
            books = found;
        }

        return found.Count > 0;
    }

    /// <summary>Asks until a keyword has hits; the search may know nothing of some.</summary>
    /// <exception cref="Running.RunRefusedException">The search finds no book, so no meeting can be written.</exception>
    public async Task FillAsync(Running.Scout scout, Plans.RequestPlan search)
    {
        var status = 0;
        for (var attempt = 0; attempt < SearchKeywords.All.Count; attempt++)
        {
            var answer = await scout.SendAsync(search);
            status = answer.Status;
            if (Fill(answer.Body))
            {
                return;
            }
        }

        throw new Running.RunRefusedException(CommandLine.ExitCode.Error, $"{search.Name} finds no book (last status {status}), so no meeting can be written; is the book search of the target up?");
    }

    public Book Pick(Random random)
    {
        var from = books;
        return from[random.Next(from.Count)];
    }
}
