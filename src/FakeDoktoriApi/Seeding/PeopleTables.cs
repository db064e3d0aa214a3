using System.Globalization;
using FakeDoktoriApi.Books;

namespace FakeDoktoriApi.Seeding;

/// <summary>Users and what hangs on them, and the books.</summary>
internal static class PeopleTables
{
    public static async Task WriteUsersAsync(SeedPlan plan, SeedWriter writer)
    {
        await writer.TableAsync("users", "id, nickname, profile_image_path, leader_intro, member_intro, onboarding_completed, profile_completed, role, created_at, updated_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Text(u.Nickname).Text(u.ImagePath).Text(u.LeaderIntro).Text(u.MemberIntro)
                    .Flag(true).Flag(true).Text("USER").DateTime(u.CreatedAt).DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_accounts", "user_id, provider, provider_id, updated_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Text("KAKAO").Text(Auth.DevUsers.ProviderId(u.Id)).DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_preferences", "user_id, reading_volume_id, notification_agreement, gender, birth_year, updated_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Number((u.Id % 5) + 1).Flag(u.Agreed).Text(u.Gender).Number(u.BirthYear).DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_stats", "user_id, total_exp, current_level, consecutive_days, last_attendance_date, updated_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Number(u.Exp).Number(1 + (u.Exp / 500)).Number(u.Id % 15).Date(plan.Today.AddDays(-(u.Id % 9)))
                    .DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_reading_purposes", "user_id, reading_purpose_id, created_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Number((u.Id % 6) + 1).DateTime(u.CreatedAt).EndRowAsync();
                await rows.Row().Number(u.Id).Number(((u.Id + 2) % 6) + 1).DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_reading_genres", "user_id, reading_genre_id, created_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Number((u.Id % 8) + 1).DateTime(u.CreatedAt).EndRowAsync();
                await rows.Row().Number(u.Id).Number(((u.Id + 3) % 8) + 1).DateTime(u.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("user_push_tokens", "user_id, platform, provider, token, updated_at", async rows =>
        {
            foreach (var u in Users(plan))
            {
                await rows.Row().Number(u.Id).Text(u.Id % 2 == 0 ? "ANDROID" : "IOS").Text("FCM")
                    .Text($"lab-push-{u.Id.ToString(CultureInfo.InvariantCulture)}").DateTime(u.CreatedAt).EndRowAsync();
            }
        });
    }

    public static Task WriteBooksAsync(SeedPlan plan, SeedWriter writer, BookCatalogue catalogue) =>
        writer.TableAsync("books", "id, isbn13, title, authors, publisher, thumbnail_url, published_at, created_at, updated_at", async rows =>
        {
            var createdAt = plan.Midnight.AddDays(-130);
            for (var i = 0; i < BookCatalogue.SeededCount; i++)
            {
                var book = catalogue.Books[i];
                await rows.Row().Number(i + 1).Text(book.Isbn13).Text(book.Title).Text(book.Authors).Text(book.Publisher)
                    .Text(book.ThumbnailUrl).Date(book.PublishedAt).DateTime(createdAt).DateTime(createdAt).EndRowAsync();
            }
        });

    private static IEnumerable<SeedUser> Users(SeedPlan plan) =>
        Enumerable.Range(1, SeedPlan.Users).Select(id => SeedUser.Create(plan, id));
}
