namespace FakeDoktoriApi.Seeding;

/// <summary>
/// Meetings, rounds, members, recommendations, notifications, reports. Each table is written in one pass over the meetings, made anew each
/// time: cheaper than holding a million of them, and rows go in by primary key.
/// </summary>
internal static class MeetingTables
{
    private const string MeetingColumns =
        "id, leader_user_id, reading_genre_id, leader_intro, meeting_image_path, title, description, capacity, current_count, round_count, " +
        "current_round, status, day_of_week, start_time, duration_minutes, first_round_at, recruitment_deadline, created_at, updated_at";

    public static async Task WriteAsync(SeedPlan plan, SeedWriter writer)
    {
        await writer.TableAsync("meetings", MeetingColumns, async rows =>
        {
            foreach (var m in Meetings(plan))
            {
                await rows.Row().Number(m.Id).Number(m.LeaderId).Number(m.GenreId).Text("반갑습니다. 함께 읽어요.").Text(m.ImagePath).Text(m.Title)
                    .Text(m.Description).Number(m.Capacity).Number(m.CurrentCount).Number(m.Rounds.Count).Number(1).Text(m.Status)
                    .Text(FakeDoktoriApi.Meetings.DayOfWeekCode.Of(m.Rounds[0].StartAt.DayOfWeek)).Time(m.StartTime).Number(SeedMeeting.DurationMinutes)
                    .DateTime(m.Rounds[0].StartAt).Date(m.Deadline).DateTime(m.CreatedAt).DateTime(m.CreatedAt).EndRowAsync();
            }
        });
        await writer.TableAsync("meeting_members", "meeting_id, user_id, role, status, member_intro, approved_at, created_at, updated_at", async rows =>
        {
            foreach (var meeting in Meetings(plan))
            {
                foreach (var m in meeting.Members)
                {
                    await rows.Row().Number(meeting.Id).Number(m.UserId).Text(m.Role).Text(m.Status).Null()
                        .DateTime(m.Status == "APPROVED" ? m.CreatedAt : null).DateTime(m.CreatedAt).DateTime(m.CreatedAt).EndRowAsync();
                }
            }
        });
        await writer.TableAsync("meeting_rounds", "id, meeting_id, book_id, round_no, status, meeting_link, start_at, end_at, created_at, updated_at", async rows =>
        {
            var id = 0;
            foreach (var meeting in Meetings(plan))
            {
                foreach (var r in meeting.Rounds)
                {
                    await rows.Row().Number(++id).Number(meeting.Id).Number(r.BookId).Number(r.No).Text(r.Status).Null()
                        .DateTime(r.StartAt).DateTime(r.EndAt).DateTime(meeting.CreatedAt).DateTime(meeting.CreatedAt).EndRowAsync();
                }
            }
        });
        await WriteBookReportsAsync(plan, writer);
        await WriteRecommendationsAsync(plan, writer);
        await WriteNotificationsAsync(plan, writer);
    }

    // The leader of every second meeting under way has handed in a report on the first round.
    private static Task WriteBookReportsAsync(SeedPlan plan, SeedWriter writer) =>
        writer.TableAsync("book_reports", "user_id, meeting_round_id, content, status, rejection_reason, ai_validated_at, created_at, updated_at", async rows =>
        {
            string[] statuses = ["APPROVED", "PENDING_REVIEW", "REJECTED"];
            var round = 1;
            foreach (var m in Meetings(plan))
            {
                if (m.Status == "FINISHED" && m.Id % 2 == 0)
                {
                    var random = new SeedStream(plan.Seed, SeedKind.BookReport, m.Id);
                    var status = random.Pick(statuses);
                    var writtenAt = m.CreatedAt.AddDays(1);
                    await rows.Row().Number(m.LeaderId).Number(round).Text($"{m.Title}을 읽고 쓴 독후감입니다. 가장 오래 남은 문장은 {random.Between(10, 300)}쪽에 있었습니다.")
                        .Text(status).Text(status == "REJECTED" ? "분량이 부족합니다." : null).DateTime(status == "PENDING_REVIEW" ? null : writtenAt)
                        .DateTime(writtenAt).DateTime(writtenAt).EndRowAsync();
                }

                round += m.Rounds.Count;
            }
        });

    // Four for this week and four for the next, so that a lab that runs over a Sunday night still recommends.
    private static Task WriteRecommendationsAsync(SeedPlan plan, SeedWriter writer) =>
        writer.TableAsync("user_meeting_recommendations", "user_id, meeting_id, week_start_date, `rank`, created_at", async rows =>
        {
            var perUser = Math.Min(8, plan.Meetings);
            for (var user = 1; user <= SeedPlan.Users; user++)
            {
                var random = new SeedStream(plan.Seed, SeedKind.Recommendation, user);
                var first = random.Next(Math.Max(1, plan.Meetings));
                var stride = Math.Max(1, plan.Meetings / 8);
                for (var k = 0; k < perUser; k++)
                {
                    var monday = plan.ThisMonday.AddDays(k / 4 * 7);
                    await rows.Row().Number(user).Number(((first + (k * (long)stride)) % plan.Meetings) + 1).Date(monday).Number((k % 4) + 1)
                        .DateTime(plan.Midnight.AddMinutes(-user)).EndRowAsync();
                }
            }
        });

    private static Task WriteNotificationsAsync(SeedPlan plan, SeedWriter writer) =>
        writer.TableAsync("notifications", "user_id, type_id, title, message, link_path, is_read, read_at, created_at", async rows =>
        {
            string[] titles = ["모임이 곧 시작돼요", "독후감 검사가 끝났어요", "독후감 마감 하루 전이에요", "독후감 마감이 코앞이에요"];
            for (var n = 0; n < SeedPlan.Users * 6; n++)
            {
                var random = new SeedStream(plan.Seed, SeedKind.Notification, n);
                var type = random.Next(4);
                var meeting = random.Next(Math.Max(1, plan.Meetings)) + 1;
                var createdAt = plan.Midnight.AddMinutes(-random.Next(5 * 24 * 60));
                var read = random.Chance(50);
                await rows.Row().Number((n % SeedPlan.Users) + 1).Number(type + 1).Text(titles[type]).Text($"[모임 {meeting}] {titles[type]}")
                    .Text($"/my-meeting/{meeting}").Flag(read).DateTime(read ? createdAt.AddMinutes(5) : null).DateTime(createdAt).EndRowAsync();
            }
        });

    private static IEnumerable<SeedMeeting> Meetings(SeedPlan plan)
    {
        for (var id = 1; id <= plan.Meetings; id++)
        {
            yield return SeedMeeting.Create(plan, id);
        }
    }
}
