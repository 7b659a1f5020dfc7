using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: the JSON answer carries every value typed and exact, whatever the names and texts are.
public sealed class RowJsonTests(Versions versions) : IClassFixture<Versions>
{
    [Fact]
    public async Task Values_are_typed_and_exact()
    {
        var version = versions.Make(
            Sample.Columns,
            [
                ["北京 \"<&>\" \u0001\n", "-9223372036854775808", "-0.05", "1234567890123456789012345678901234.5678", "0.1", "true", "2024-02-29", "2024-02-29T08:30:00.000001", "2024-02", "2024"],
                new string?[10],
            ]);

        var json = Encoding.UTF8.GetString((await versions.Queries.ReadJsonAsync(version, RowQuery.Everything, default)).Span);

        Assert.Equal(
            """{"items":[{"名称":"北京 \"<&>\" \u0001\n","数量":-9223372036854775808,"金额(万元)":-0.05,"巨额":1234567890123456789012345678901234.5678,"比率":0.1,"公开":true,"日期":"2024-02-29","时间":"2024-02-29T08:30:00.000001","月份":"2024-02","年份":"2024"},{"名称":null,"数量":null,"金额(万元)":null,"巨额":null,"比率":null,"公开":null,"日期":null,"时间":null,"月份":null,"年份":null}],"total":2,"next":null}""",
            json);
    }

    [Fact]
    public async Task The_json_and_the_texts_tell_the_same()
    {
        var sample = Sample.Of(versions);
        var query = RowQuery.Everything with { Limit = RowQuery.LimitMax };

        using var json = JsonDocument.Parse(await versions.Queries.ReadJsonAsync(sample.Version, query, default));
        var page = await versions.Queries.ReadAsync(sample.Version, query, default);

        Assert.Equal(sample.Cells, page.Rows.Select(row => row.Cells.ToArray()));
        var items = json.RootElement.GetProperty("items").EnumerateArray().Select(item =>
            item.EnumerateObject().Select(cell => cell.Value.ValueKind is JsonValueKind.Null ? null : cell.Value.ToString().Replace("True", "true").Replace("False", "false")));
        Assert.Equal(sample.Cells, items.Select(item => item.ToArray()));
    }

    [Fact]
    public async Task Numbers_without_a_json_number_are_strings()
    {
        var version = versions.Store([Versions.Column("x", ColumnType.Number)], "SELECT * FROM (VALUES (2, 'nan'::DOUBLE), (3, '-inf'::DOUBLE), (4, 1e300))", 3);

        using var json = JsonDocument.Parse(await versions.Queries.ReadJsonAsync(version, RowQuery.Everything, default));

        Assert.Equal(["NaN", "-Infinity", "1E+300"], json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("x").ToString()));
    }

    [Fact]
    public async Task A_selection_has_its_columns_in_its_order()
    {
        var sample = Sample.Of(versions);

        using var json = JsonDocument.Parse(await versions.Queries.ReadJsonAsync(sample.Version, RowQuery.Everything with { Select = ["年份", "名称"], Limit = 3 }, default));

        Assert.All(json.RootElement.GetProperty("items").EnumerateArray(), item => Assert.Equal(["年份", "名称"], item.EnumerateObject().Select(cell => cell.Name)));
    }

    [Fact]
    public async Task Another_page_or_query_has_another_tag_and_its_own_answer()
    {
        var sample = Sample.Of(versions);
        var query = RowQuery.Everything with { Limit = 10 };
        var first = await versions.Queries.ReadJsonAsync(sample.Version, query, default);
        using var json = JsonDocument.Parse(first);
        RowQuery[] others = [query, query with { Limit = 11 }, query with { Cursor = json.RootElement.GetProperty("next").GetString() }, query with { Words = "a" }];

        Assert.Equal(4, others.Select(other => versions.Queries.TagOf(sample.Version, other)).Distinct().Count());
        Assert.All(others, other => Assert.Matches("^[A-Za-z0-9_-]+$", versions.Queries.TagOf(sample.Version, other)));
        Assert.Equal(first.ToArray(), (await versions.Queries.ReadJsonAsync(sample.Version, query, default)).ToArray());
        Assert.NotEqual(first.ToArray(), (await versions.Queries.ReadJsonAsync(sample.Version, others[2], default)).ToArray());
    }

    [Fact]
    public async Task A_query_out_of_time_is_refused_and_leaves_its_connection_usable()
    {
        var hurried = versions.MakeQueries(new QueryLimits { Run = TimeSpan.FromMilliseconds(1), Concurrent = 1 });
        var version = versions.Store([Versions.Column("t", ColumnType.Text)], "SELECT i, 'text ' || i FROM range(2000000) AS t(i)", 2_000_000);
        var query = RowQuery.Everything with { Group = ["t"], Aggregates = [.. AggregateText.Parse("count_distinct(t),max(t)")], Sort = [new RowSort("max(t)", true)] };

        var refusal = await Assert.ThrowsAsync<Refusal>(() => hurried.ReadAsync(version, query, default));

        Assert.Equal(("query.too-expensive", 422), (refusal.Code, refusal.Status));
        Assert.Equal(2_000_000, (await versions.Queries.ReadAsync(version, RowQuery.Everything, default)).Total);
    }

    [Fact]
    public async Task A_query_whose_turn_does_not_come_is_refused()
    {
        var limits = new QueryLimits { Wait = TimeSpan.FromMilliseconds(1), Concurrent = 1 };
        var connections = versions.Own(new QueryConnections(versions.DuckDb, limits, TimeProvider.System));
        using var gate = new ManualResetEventSlim();
        var first = connections.RunAsync((_, ct) => gate.Wait(TimeSpan.FromMinutes(1), ct), default);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => connections.RunAsync((_, _) => true, default));
        gate.Set();

        Assert.Equal(("query.busy", 503), (refusal.Code, refusal.Status));
        Assert.True(await first);
        Assert.True(await connections.RunAsync((_, _) => true, default));
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_the_query()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => versions.Queries.ReadAsync(Sample.Of(versions).Version, RowQuery.Everything, left.Token));
    }
}
