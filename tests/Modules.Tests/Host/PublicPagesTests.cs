using System.Globalization;
using System.Security.Claims;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Data;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Gongxin.Modules.Tests.Host;

// Goal: only a page for everybody is kept, under everything that it depends on. Method: the policy itself, with a clock.
public sealed class PublicPagesTests
{
    private readonly TestClock _clock = new() { Now = new DateTimeOffset(2026, 3, 31, 15, 59, 0, TimeSpan.Zero) };
    private readonly PublicRevision _revision;

    public PublicPagesTests()
    {
        _revision = new PublicRevision(_clock);
        _revision.Looked(_clock.GetTimestamp());
    }

    [Fact]
    public async Task A_public_page_is_kept() => Assert.NotNull(await KeyAsync(_ => { }));

    [Fact]
    public async Task A_page_of_the_day_ends_at_midnight_in_Shanghai()
    {
        var before = await KeyAsync(_ => { });
        _clock.Now += TimeSpan.FromSeconds(30);
        _revision.Looked(_clock.GetTimestamp());
        Assert.Equal(before, await KeyAsync(_ => { }));
        _clock.Now += TimeSpan.FromSeconds(30);
        _revision.Looked(_clock.GetTimestamp());
        Assert.NotEqual(before, await KeyAsync(_ => { }));
    }

    [Fact]
    public async Task A_change_ends_every_page()
    {
        var before = await KeyAsync(_ => { });
        _revision.Advance();
        Assert.NotEqual(before, await KeyAsync(_ => { }));
    }

    [Fact]
    public async Task Language_text_size_encoding_and_query_each_have_a_page_of_their_own()
    {
        string?[] keys =
        [
            await KeyAsync(_ => { }),
            await KeyAsync(_ => { }, language: "en"),
            await KeyAsync(http => http.Request.Headers.Cookie = "gx-text-size=large"),
            await KeyAsync(http => http.Request.Headers.AcceptEncoding = "gzip, deflate, br;q=0"),
            await KeyAsync(http => http.Request.Headers.AcceptEncoding = "gzip, deflate, br"),
            await KeyAsync(http => http.Request.QueryString = new QueryString("?q=a")),
            await KeyAsync(http => http.Request.QueryString = new QueryString("?Q=a")),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[4], await KeyAsync(http => http.Request.Headers.AcceptEncoding = "br;q=0.9, zstd"));
        Assert.Equal(keys[0], await KeyAsync(http => http.Request.Headers.Cookie = "something=else"));
    }

    [Fact]
    public async Task What_is_somebodys_or_no_page_or_of_the_moment_is_not_kept()
    {
        Assert.Null(await KeyAsync(http => http.User = new ClaimsPrincipal(new ClaimsIdentity("test"))));
        Assert.Null(await KeyAsync(http => http.Request.Headers.Cookie = "gongxin=old"));
        Assert.Null(await KeyAsync(http => http.Request.Headers["X-Api-Key"] = "gx_wrong"));
        Assert.Null(await KeyAsync(http => http.Request.Headers.Authorization = "Bearer gx_wrong"));
        Assert.Null(await KeyAsync(http => http.Request.Method = "POST"));
        Assert.Null(await KeyAsync(http => http.Request.QueryString = new QueryString("?q=" + new string('a', 2000))));
        Assert.Null(await KeyAsync(_ => { }, new ComponentTypeMetadata(typeof(PublicPagesTests)), new AllowAnonymousAttribute(), new LiveAttribute()));
        Assert.Null(await KeyAsync(_ => { }, new ComponentTypeMetadata(typeof(PublicPagesTests))));
        Assert.Null(await KeyAsync(_ => { }, new AllowAnonymousAttribute()));
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Null(await KeyAsync(_ => { }));
    }

    [Fact]
    public void An_answer_that_sets_something_or_failed_is_not_kept()
    {
        Assert.True(MayBeKept(_ => { }));
        Assert.False(MayBeKept(response => response.Headers.SetCookie = "a=b"));
        Assert.False(MayBeKept(response => response.Headers.CacheControl = "no-cache, no-store"));
        Assert.False(MayBeKept(response => response.StatusCode = 404));
        Assert.False(MayBeKept(response => response.StatusCode = 302));
    }

    private static bool MayBeKept(Action<HttpResponse> change)
    {
        var http = new DefaultHttpContext();
        change(http.Response);
        return PublicPages.MayBeKept(http.Response);
    }

    // The key of a page; null when it is not kept.
    private async Task<string?> KeyAsync(Action<HttpContext> change, params object[] metadata) => await KeyAsync(change, "zh-Hans", metadata);

    private async Task<string?> KeyAsync(Action<HttpContext> change, string language, params object[] metadata)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(
            metadata.Length > 0 ? metadata : [new ComponentTypeMetadata(typeof(PublicPagesTests)), new AllowAnonymousAttribute()]), "page"));
        change(http);
        var context = new OutputCacheContext { HttpContext = http };
        await new PublicPages(_revision, _clock).CacheRequestAsync(context, TestContext.Current.CancellationToken);
        Assert.Equal(context.EnableOutputCaching, context.AllowCacheStorage && context.AllowCacheLookup);
        return context.EnableOutputCaching ? context.CacheVaryByRules.CacheKeyPrefix : null;
    }
}
