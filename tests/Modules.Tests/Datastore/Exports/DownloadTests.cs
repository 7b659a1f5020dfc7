using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Exports;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongxin.Modules.Tests.Datastore.Exports;

// Goal: a download is whole or visibly broken, is made once, and can be resumed. Method: a real server and client.
public sealed class DownloadTests(Versions versions) : IClassFixture<Versions>, IAsyncLifetime
{
    private readonly string _folder = Path.Combine(versions.Folder, Guid.CreateVersion7().ToString());
    private readonly WebApplication _server = MakeServer();
    private readonly HttpClient _client = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    private StoredVersion _version = null!;

    // No answer waits for a file to be finished, so that streaming is what is tested.
    private static ExportLimits Streaming { get; } = new() { HeadStart = TimeSpan.Zero };
    private IExports _exports = null!;

    public async ValueTask InitializeAsync()
    {
        _exports = versions.MakeExports(Streaming, _folder);
        _version = versions.Store(
            [Versions.Column("名称", ColumnType.Text), Versions.Column("n", ColumnType.Integer)],
            "SELECT i + 2, 'row number ' || i || ' of many', i FROM range(200000) AS t(i)", 200_000);
        _server.Run(async http =>
        {
            try
            {
                var format = _exports.FormatOf(http.Request.Path.Value!.Split('.')[^1])!.Value;
                await _exports.SendAsync(_version, _exports.Parse(_version.Schema, format, http.Request.Query), "数据-v1", http);
            }
            catch (Refusal refusal)
            {
                http.Response.Clear();
                http.Response.StatusCode = refusal.Status;
                await http.Response.WriteAsync(refusal.Code);
            }
        });
        await _server.StartAsync();
        _client.BaseAddress = new Uri(_server.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    [InlineData("xlsx?n__lt=150000")]
    [InlineData("parquet?n__lt=150000")]
    public async Task The_first_download_tells_digest_and_rows_at_its_end_and_later_ones_at_once(string name)
    {
        using var first = await _client.GetAsync("/x." + name);
        var bytes = await first.Content.ReadAsByteArrayAsync();
        using var second = await _client.GetAsync("/x." + name);

        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";
        var rows = name.Contains("150000", StringComparison.Ordinal) ? "150000" : "200000";
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal([digest], first.TrailingHeaders.GetValues("Content-Digest"));
        Assert.Equal([rows], first.TrailingHeaders.GetValues("X-Row-Count"));
        Assert.Equal("数据-v1." + name.Split('?')[0], first.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(bytes, await second.Content.ReadAsByteArrayAsync());
        Assert.Equal([digest], second.Headers.GetValues("Content-Digest"));
        Assert.Equal([rows], second.Headers.GetValues("X-Row-Count"));
        Assert.Equal(bytes.Length, second.Content.Headers.ContentLength);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.False(first.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task A_file_made_in_no_time_has_its_length_and_digest_in_front()
    {
        _exports = versions.MakeExports(Streaming with { HeadStart = TimeSpan.FromMinutes(1) }, _folder);

        using var answer = await _client.GetAsync("/x.csv?n__lt=10");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal([$"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:"], answer.Headers.GetValues("Content-Digest"));
        Assert.Equal(["10"], answer.Headers.GetValues("X-Row-Count"));
    }

    [Fact]
    public async Task The_whole_parquet_has_the_digest_of_the_version()
    {
        using var answer = await _client.GetAsync("/x.parquet");

        Assert.Equal(await File.ReadAllBytesAsync(_version.File), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{_version.Digest}\"", answer.Headers.ETag!.Tag);
        Assert.Equal([$"sha-256=:{Convert.ToBase64String(Convert.FromHexString(_version.Digest))}:"], answer.Headers.GetValues("Content-Digest"));
    }

    [Fact]
    public async Task A_broken_download_is_resumed_where_it_broke()
    {
        var whole = await WholeAsync();
        using var before = await SendAsync(HttpMethod.Head, "/x.csv");
        var tag = before.Headers.ETag!;

        // Nothing is cached yet for this one: the range waits until the file is made.
        using var rest = await SendAsync(HttpMethod.Get, "/x.csv", request =>
        {
            request.Headers.Range = new RangeHeaderValue(1_000_000, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });
        using var middle = await SendAsync(HttpMethod.Get, "/x.csv", request => request.Headers.Range = new RangeHeaderValue(5, 9));
        using var changed = await SendAsync(HttpMethod.Get, "/x.csv", request =>
        {
            request.Headers.Range = new RangeHeaderValue(5, 9);
            request.Headers.IfRange = new RangeConditionHeaderValue("\"other\"");
        });
        using var beyond = await SendAsync(HttpMethod.Get, "/x.csv", request => request.Headers.Range = new RangeHeaderValue(whole.Length, null));

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(whole[1_000_000..], await rest.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole[5..10], await middle.Content.ReadAsByteArrayAsync());
        Assert.Equal([$"sha-256=:{Convert.ToBase64String(SHA256.HashData(whole))}:"], middle.Headers.GetValues("Repr-Digest"));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task What_the_reader_has_already_is_not_sent_again()
    {
        using var head = await SendAsync(HttpMethod.Head, "/x.json?n__lt=3");
        using var before = await SendAsync(HttpMethod.Get, "/x.json?n__lt=3", request => request.Headers.IfNoneMatch.Add(head.Headers.ETag!));
        using var other = await SendAsync(HttpMethod.Get, "/x.json?n__lt=4", request => request.Headers.IfNoneMatch.Add(head.Headers.ETag!));
        using var made = await SendAsync(HttpMethod.Get, "/x.json?n__lt=3");
        using var after = await SendAsync(HttpMethod.Get, "/x.json?n__lt=3", request => request.Headers.IfNoneMatch.Add(head.Headers.ETag!));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotModified],
            new[] { head, before, other, made, after }.Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task Readers_at_the_same_time_share_one_making()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.GetByteArrayAsync("/x.xml")));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_reader_who_leaves_in_the_middle_leaves_nothing_behind()
    {
        using (var answer = await _client.GetAsync("/x.json", HttpCompletionOption.ResponseHeadersRead))
        await using (var body = await answer.Content.ReadAsStreamAsync())
        {
            await body.ReadExactlyAsync(new byte[1000]);
        }

        // Either the making was given up, or it was over before the server saw the reader leave.
        while (Directory.GetFiles(_folder, "*.unfinished").Length > 0)
        {
            await Task.Delay(10);
        }

        var whole = await _client.GetByteArrayAsync("/x.json");
        using var json = System.Text.Json.JsonDocument.Parse(whole);
        Assert.Equal(200_000, json.RootElement.GetArrayLength());
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_breaks_the_download_and_is_not_kept()
    {
        var bytes = await File.ReadAllBytesAsync(_version.File);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 4).Fill(0xA5);
        var broken = Path.Combine(versions.Folder, Guid.CreateVersion7() + ".parquet");
        await File.WriteAllBytesAsync(broken, bytes);
        _version = _version with { File = broken, Digest = "broken" };

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _client.GetByteArrayAsync("/x.csv"));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_half_file_of_a_killed_program_is_never_served_and_is_swept_when_old()
    {
        Directory.CreateDirectory(_folder);
        var old = Path.Combine(_folder, "old.unfinished");
        var young = Path.Combine(_folder, "young.unfinished");
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));

        var whole = await WholeAsync();
        var again = await _client.GetByteArrayAsync("/x.csv");

        Assert.Equal(whole, again);
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_finished_file_is_found_again_after_a_restart()
    {
        var whole = await _client.GetByteArrayAsync("/x.csv");
        var file = Assert.Single(Directory.GetFiles(_folder));
        var madeAt = File.GetLastWriteTimeUtc(file);

        _exports = versions.MakeExports(folder: _folder);
        using var answer = await _client.GetAsync("/x.csv");

        Assert.Equal(whole, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(["200000"], answer.Headers.GetValues("X-Row-Count"));
        Assert.Equal(madeAt, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task The_cache_keeps_to_its_bytes_and_lets_the_least_used_go()
    {
        var whole = await WholeAsync();
        _exports = versions.MakeExports(Streaming with { CacheBytes = 500_000 }, _folder);

        var first = await _client.GetByteArrayAsync("/x.csv?n__lt=6000");
        await _client.GetByteArrayAsync("/x.csv?n__lt=6001");
        await _client.GetByteArrayAsync("/x.csv?n__lt=6000");
        await _client.GetByteArrayAsync("/x.csv?n__lt=6002");
        var kept = Directory.GetFiles(_folder).Select(file => new FileInfo(file).Length).ToArray();
        var large = await _client.GetByteArrayAsync("/x.csv");

        Assert.Equal(2, kept.Length);
        Assert.Contains(first.Length, kept);
        Assert.Equal(whole, large);
        Assert.True(Directory.GetFiles(_folder).Sum(file => new FileInfo(file).Length) <= 500_000);
    }

    [Fact]
    public async Task A_refusal_comes_before_the_first_byte()
    {
        using var answer = await _client.GetAsync("/x.csv?n=abc");
        using var grouped = await _client.GetAsync("/x.csv?group=n");

        Assert.Equal((HttpStatusCode.BadRequest, "query.value-not-of-type"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.BadRequest, "export.parameter-not-supported"), (grouped.StatusCode, await grouped.Content.ReadAsStringAsync()));
    }

    private async Task<byte[]> WholeAsync()
    {
        using var to = new MemoryStream();
        await versions.MakeExports(folder: Guid.CreateVersion7().ToString()).WriteAsync(_version, new ExportRequest(ExportFormat.Csv, RowQuery.Everything), to, default);
        return to.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        with?.Invoke(request);
        return await _client.SendAsync(request);
    }

    private static WebApplication MakeServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
