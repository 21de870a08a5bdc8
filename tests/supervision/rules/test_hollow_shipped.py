"""Which tables of the shipped catalogue are asked for figures: a new one must be placed here."""

from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.supervision.rules.hollow import Element

ASKED = """
    G-04 active 主动公开情况
    G-04 requests 收到和处理申请情况
    G-04 disputes 行政复议、行政诉讼情况
    G-05 active 主动公开情况
    G-05 requests 收到和处理申请情况
    G-05 disputes 行政复议、行政诉讼情况
    G-06 tables 部门预算报表
    G-07 tables 部门决算报表
    G-25 tables 单位预算报表
    G-26 tables 单位决算报表
    G-09 materials 需要提交的材料
    G-12 candidates 中标候选人
    G-13 goods 主要标的
    G-17 goals 目标和完成数
    C-01 goals 主要目标
    C-15 goals 主要指标
    C-02 tables 预算报表
    C-03 tables 决算报表
    C-22 tables 预算调整报表
    C-07 projects 项目、资金和进度
    C-21 projects 项目、资金和进度
    C-13 figures 主要指标
    F-01 schools 学校、招生范围和人数
    F-02 projects 项目、承担单位和资金
    F-03 figures 治安、户籍主要数据
    F-04 figures 低保、特困、临时救助人数和金额
    F-05 list 保障家庭名单
    F-07 list 资金名称、分配对象和金额
    F-08 list 纳税人、税种和欠税额
    F-09 posts 职位、名额和条件
    F-10 insured 参保人数
    F-10 funds 基金收入、支出、结余和收益
    F-26 funds 补贴项目、资金和人数
    F-23 fees 收费项目、依据、标准和执收单位
    F-29 standards 采购标准和限额标准
    F-30 figures 采购项目数和金额
    F-33 findings 审计发现的问题
    G-27 project 招标项目的性质、数量
    G-28 goods 采购需求
    T-02 results 目标和完成数
    T-03 tables 预算报表
    T-04 tables 决算报表
    T-05 income 收入
    T-05 spending 支出
    T-06 list 资金名称、文号和金额
    T-10 projects 项目、资金和进度
    T-16 works 工程、资金和进度
    T-17 transfers 流转面积、用途、价格和受让方
    T-19 subsidies 补贴项目、对象和金额
    T-11 money 补偿费用和支付进度
    T-18 money 补偿标准和支付进度
    T-12 list 申请户、地点、面积和结果
    T-15 list 申请家庭和初审意见
    U-03 fees 收费项目、标准和依据
    U-11 fees 收费项目、标准和依据
    U-11 enrol 招生人数和范围
    U-12 prices 服务项目和价格
    U-12 drugs 常用药品价格
    U-13 results 检测点、指标和结果
    U-15 prices 电价和收费
    U-16 plans 业务种类、范围和资费
    U-17 routes 线路、站点、运营时间、间隔和票价
    U-20 fees 资费项目和标准
    V-01 income 收入
    V-01 spending 支出
    V-03 list 资金和物资、来源、发放情况
    I-02 income 收入
    I-02 spending 支出
    I-03 hospitality 招待费
    I-03 travel 差旅费
"""
NOT_ASKED = """
    G-29 published 信息发布和专栏专题
    G-29 explained 解读回应
    G-29 services 办事服务
    G-29 exchange 互动交流
    G-29 security 安全防护
    G-29 mobile 移动新媒体
    G-02 leaders 领导姓名、职务和分管工作
    G-09 items 事项名称和设定依据
    G-24 list 处罚、强制事项和依据
    G-16 results 处理结果
    C-06 matters 决策事项、承办单位和时间
    C-08 projects 项目、批准文号和进度
    C-20 found 发现的问题和处理
    F-09 result 录用结果
    F-11 found 发现的问题和处理
    F-12 works 市政建设和养护
    F-12 enforcement 执法情况
    F-14 list 房源和分配结果
    F-15 air 空气质量
    F-15 water 水环境质量
    F-15 polluters 重点排污单位监测
    F-16 works 公路建设和养护
    F-17 list 设施、地址、服务项目和开放时间
    F-27 events 活动和服务
    F-18 found 发现的问题和处理
    F-28 results 实施情况
    F-19 failed 不合格产品和处置
    F-20 found 发现的问题和处理
    F-21 failed 不合格产品和处理
    F-22 matters 抽查事项
    F-22 results 抽查和查处结果
    F-29 list 在本县适用的集中采购目录
    F-25 results 分户补偿情况
    T-01 goals 目标、责任人和完成时间
    T-06 given 分配到村、到户情况
    T-07 fees 收费项目、范围和标准
    T-07 raised 筹资筹劳
    T-19 policies 政策名称和落实措施
    T-14 questions 问题、处理结果和责任人
    U-01 address 营业网点地址和时间
    U-02 materials 需要的材料
    U-04 limits 各项业务办理时限
    U-05 promise 承诺的内容、标准、程序和时限
    U-06 results 处理结果
    V-02 matters 村民会议决定的事项和实施情况
    V-05 given 使用和分配情况
    I-01 accepted 上交礼品礼金情况
    I-04 list 姓名、原职务、新职务
    I-05 results 考核等次
    I-05 rewards 奖惩情况
"""


def placed(text):
    return {tuple(line.split(maxsplit=2)) for line in text.strip().splitlines()}


def test_every_table_of_the_shipped_catalogue_is_asked_for_figures_or_not():
    found = {True: set(), False: set()}
    for item in shipped_standard().items:
        for one in item.elements:
            if one.kind == "table":
                seen = Element(one.key, "table", True, "", one.label, one.hint, one.unit)  # noqa: FBT003
                found[seen.is_counted].add((item.code, one.key, one.label))

    assert found[True] == placed(ASKED)
    assert found[False] == placed(NOT_ASKED)


def test_every_number_of_the_shipped_catalogue_is_asked_for_a_figure():
    numbers = [
        Element(one.key, "number", True, "", one.label)  # noqa: FBT003
        for item in shipped_standard().items
        for one in item.elements
        if one.kind == "number"
    ]

    assert numbers
    assert all(one.is_counted for one in numbers)
