using System.Net;
using System.Net.Http.Json;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Running;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Site.Tests.Governance;

// A running node with the accounts of the demonstration, and a signed-in client for each.
public sealed class PeopledNode : IAsyncLifetime
{
    public RunningNode Node { get; private set; } = null!;
    public Dictionary<string, string> Passwords { get; } = [];
    public Dictionary<string, HttpClient> People { get; } = [];

    // The route table of the same program, composed beside it.
    internal static IReadOnlyList<GuardedRoute> Routes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        Node = await RunningNode.StartAsync(folder);
        await DemonstrateAsync(folder.Settings);
        foreach (var (name, password) in Passwords)
        {
            await SignInAsync(name, password);
        }
    }

    // Accounts with one role for one organisation each, signed in under the names given.
    public async Task EmployAsync(params IReadOnlyList<(string Name, string Role, Guid Organisation)> people)
    {
        const string Password = "seven-quiet-herons-26";
        await using var app = WebNode.Build(new Dictionary<string, string?> { ["GONGXIN_DATA"] = Node.Folder.Settings.DataFolder });
        foreach (var (name, role, organisation) in people)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("test");
            var account = await scope.ServiceProvider.GetRequiredService<AccountDesk>().OpenWithPasswordAsync(name, name, Password, mustChange: false, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<GrantDesk>().GrantAsync(account.Id.Value, role, organisation, null, null, null, CancellationToken.None);
            await SignInAsync(name, Password);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in People.Values)
        {
            client.Dispose();
        }

        await Node.DisposeAsync();
        await Node.Folder.DisposeAsync();
    }

    private async Task SignInAsync(string name, string password)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Node.Anyone.BaseAddress };
        using var answer = await client.PostAsJsonAsync("/api/v1/governance/sessions", new { name, password });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        People[name] = client;
    }

    // What `serve --demo` does, without its datasets; twice, because every start does it.
    private async Task DemonstrateAsync(PlatformSettings settings)
    {
        await using var app = WebNode.Build(new Dictionary<string, string?> { ["GONGXIN_DATA"] = settings.DataFolder });
        Routes = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().SelectMany(Of)];
        for (var start = 0; start < 2; start++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
            foreach (var account in await FirstAccounts.DemonstrateAsync(scope.ServiceProvider, CancellationToken.None))
            {
                Assert.True(start == 0 || Passwords[account.Name] == account.Password);
                Passwords[account.Name] = account.Password;
            }
        }
    }

    private static IEnumerable<GuardedRoute> Of(RouteEndpoint route)
    {
        var guards = route.Metadata.OfType<IAuthorizeData>().ToList();
        var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null || guards.Count == 0;
        var permission = guards.OfType<RequiresAttribute>().LastOrDefault()?.Permission;
        IReadOnlyList<string> methods = route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? ["GET"] : route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Where(m => m is not "HEAD").Select(m => new GuardedRoute(m, "/" + route.RoutePattern.RawText!.TrimStart('/'), isOpen, permission)
        {
            Page = route.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type,
        });
    }

    // Page: the component, where it is one.
    internal sealed record GuardedRoute(string Method, string Path, bool IsOpen, string? Permission)
    {
        public Type? Page { get; init; }
    }
}
