using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Registry.Identifiers;
using Gongxin.Registry.Organisations;
using Gongxin.Registry.Persons;
using Gongxin.Registry.Subjects;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Registry;

public static class RegistryModule
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddProblemTexts<RegistryText>();
        services.AddModel(typeof(RegistryModule).Assembly);

        // Ids of subjects stand in the tables of other modules as well.
        services.AddModel(typeof(SubjectId).Assembly);
        services.AddSingleton<PersonKey>();
        services.AddSingleton<IdentifierChecks>();
        services.AddSingleton<RegistryDb.Prepared>();
        services.AddScoped<RegistryDb>();
        services.AddPairs();
        services.AddScoped<PutSubjects>();
        services.AddScoped<SubjectReads>();
        services.AddScoped<ISubjects>(provider => provider.GetRequiredService<SubjectReads>());
        services.AddScoped<IOrganisations, OrganisationTree>();
        services.AddRegister();
        return services;
    }

    public static void MapRegistry(this IEndpointRouteBuilder host)
    {
        host.MapRegister();
        host.MapPairs();
    }
}
