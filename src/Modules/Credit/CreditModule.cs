using Gongxin.Credit.Publicity;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Credit;

public static class CreditModule
{
    public static IServiceCollection AddCredit(this IServiceCollection services)
    {
        services.AddProblemTexts<CreditText>();
        services.AddMenuEntry<CreditText>(45, "/credit/publicity", "Menu.Publicity");
        services.TryAddSingleton(_ => RuleBook.BuiltIn);
        services.TryAddSingleton(_ => WorkCalendar.China);
        services.AddSingleton<PublicityRules>();
        services.AddSingleton(provider => new PublicityQueries(
            provider.GetRequiredService<PublicityRules>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static void MapCredit(this IEndpointRouteBuilder host)
    {
        var credit = host.MapGroup("/api/v1/credit").WithTags("Credit");

        credit.MapGet("/publicity", ReadPublicity.Handle).AllowAnonymous();
        credit.MapGet("/publicity/rules", ReadPublicity.HandleRules).AllowAnonymous();
    }
}
