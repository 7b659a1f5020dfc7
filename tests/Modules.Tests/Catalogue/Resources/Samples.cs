using Gongxin.Catalogue.Resources;
using Gongxin.Kernel.Identity;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// A resource without any finding, and the people who work at it.
internal static class Samples
{
    public static readonly DateTime Now = new(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc);
    public static readonly DateOnly Today = new(2026, 3, 1);

    public static readonly Actor Compiler = Person("compiler", "catalogue.compile-resources");
    public static readonly Actor Registrar = Person("registrar", "catalogue.review-registration");
    public static readonly Actor Publisher = Person("publisher", "catalogue.review-publication");

    public static ResourceContent Good(string name = "城市绿化覆盖情况", string? sequence = null) => new()
    {
        ClassCode = "201001",
        Subject = "城市绿化",
        Sequence = sequence,
        Name = name,
        ProviderName = "示例市住房和城乡建设局",
        ProviderCode = "11100000000014330B",
        Summary = "按城市统计的建成区绿化覆盖面积和覆盖率。",
        FormatClass = "2",
        FormatType = "xlsx",
        Items =
        [
            new ResourceItem { Name = "城市名称", DataType = "1", Length = 50, IsKey = true, Sensitivity = 1 },
            new ResourceItem { Name = "绿化覆盖率", DataType = "2", Length = 8 },
        ],
        ShareType = "1",
        ShareMethod = "2",
        OpenType = "1",
        UpdateCycle = "7",
        Domain = "05",
        DataLevel = "1",
    };

    public static Actor Person(string name, params string[] permissions) => new(ActorKind.Application, "key:" + name, name, permissions.ToHashSet());

    // A resource that has come as far as a state.
    public static Resource In(ResourceState state)
    {
        var resource = Resource.Create(Good(), Compiler, Now);
        if (state is ResourceState.Draft)
        {
            return resource;
        }

        resource.Submit("1", Compiler, Now);
        switch (state)
        {
            case ResourceState.RegistrationReview:
                return resource;
            case ResourceState.Returned:
                resource.Decide(ResourceDecision.Return, "名称不规范", Registrar, Now);
                return resource;
            case ResourceState.RegistrationRefused:
                resource.Decide(ResourceDecision.Refuse, "重复", Registrar, Now);
                return resource;
        }

        resource.Decide(ResourceDecision.Accept, null, Registrar, Now);
        if (state is ResourceState.Registered)
        {
            return resource;
        }

        resource.Submit("1", Compiler, Now);
        switch (state)
        {
            case ResourceState.PublicationReview:
                return resource;
            case ResourceState.PublicationRefused:
                resource.Decide(ResourceDecision.Refuse, "未经保密审查", Publisher, Now);
                return resource;
        }

        resource.Decide(ResourceDecision.Accept, null, Publisher, Now);
        if (state is ResourceState.Withdrawn)
        {
            resource.Withdraw("职责调整", Compiler, Now);
        }

        return resource;
    }
}
