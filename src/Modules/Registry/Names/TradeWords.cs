namespace Gongxin.Registry.Names;

// Words that say what a firm does. What stands before the last of them is its core (字号). The list is a help to tell the two
// apart, not a classification: a name whose trade is not in it is all core, and then one other character is another firm.
internal static class TradeWords
{
    private const int LengthMax = 5;

    private static readonly HashSet<string> Words = new(
        ("科技 技术 信息 网络 软件 电子 通信 通讯 智能 数据 数字 互联网 物联网 人工智能 计算机 系统 集成 贸易 商贸 进出口 国际贸易 电子商务 商业 百货 超市 实业 工业 制造 " +
         "机械 设备 机电 电气 电器 仪器 仪表 自动化 装备 模具 五金 工具 轴承 阀门 材料 新材料 化工 化学 塑料 塑胶 橡胶 涂料 玻璃 陶瓷 水泥 钢铁 钢材 钢构 金属 制品 铝业 铜业 " +
         "矿业 煤业 石油 燃气 能源 新能源 电力 热力 水务 光伏 风电 环保 环境 生态 节能 再生 资源 农业 农产品 农资 种业 种植 养殖 畜牧 水产 林业 园林 绿化 花卉 茶业 茶叶 粮油 " +
         "食品 饮料 酒业 餐饮 饭店 酒店 宾馆 旅馆 小吃 饮食 调味品 乳业 肉业 服饰 服装 纺织 针织 家纺 鞋业 皮革 箱包 家具 家居 装饰 装修 装潢 建材 建筑 建设 工程 市政 路桥 " +
         "安装 劳务 设计 监理 勘察 测绘 检测 房地产 地产 置业 物业 物业管理 管理 服务 咨询 企业管理 商务 投资 投资管理 资产管理 基金 资本 金融 保险 担保 典当 租赁 融资租赁 " +
         "供应链 物流 运输 货运 仓储 快递 航运 船务 汽车 汽配 汽车销售 汽车维修 维修 摩托车 配件 零部件 医药 药业 制药 医疗 医疗器械 器械 生物 生物科技 健康 养老 大药房 药房 诊所 " +
         "门诊部 医院 教育 培训 文化 传媒 传播 广告 影视 印刷 包装 纸业 图书 出版 会展 展览 体育 健身 旅游 旅行社 娱乐 美容 美发 人力资源 保安 家政 保洁 律师 会计师 税务师 事务所 " +
         "研究院 研究所 中心 厂 店 商店 商行 经营部 门市部 批发部 服务部 工作室 加工厂 养殖场 农场 家庭农场 渔业 玩具 工艺品 礼品 珠宝 首饰 眼镜 钟表 文具 日用品 化妆品 照明 灯饰 " +
         "光电 半导体 芯片 微电子 航空 航天 船舶 铁路 轨道 交通 安防 消防 销售 开发 发展 控股 集团 产业 经贸 工贸 农贸 国际 连锁 经营 策划 孵化器 创业 创投 便利店 小吃店 面馆 理发店 副食 " +
         "烟酒 水果 蔬菜 餐馆 茶楼 网吧 洗衣 干洗 幼儿园 学校 协会 商会 学会 基金会").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // Where the trade begins; the length of the text when it has none, or nothing else.
    public static int StartIn(ReadOnlySpan<char> rest)
    {
        var start = rest.Length;
        while (WordBefore(rest[..start]) is > 0 and var length)
        {
            start -= length;
        }

        return start == 0 ? rest.Length : start;
    }

    public static bool AreAll(ReadOnlySpan<char> rest)
    {
        var start = rest.Length;
        while (start > 0 && WordBefore(rest[..start]) is > 0 and var length)
        {
            start -= length;
        }

        return start == 0;
    }

    private static int WordBefore(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(LengthMax, text.Length); length > 0; length--)
        {
            if (BySpan.Contains(text[^length..]))
            {
                return length;
            }
        }

        return 0;
    }
}
