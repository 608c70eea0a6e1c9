"""Traditional characters and their simplified forms, one for one: the words of these reports and of their places.

Portals of Yunnan and Inner Mongolia print reports in traditional script with the pinyin of what they converted left
behind, «數(shù)» (R31, R32 of the corpus). Characters that are simplified ones too (著, 乾) are not in the table.
"""

from __future__ import annotations

from jixiao import lazy_re as re

_PAIRS = """
單单門门績绩項项總总數数為为個个評评價价結结論论體体標标況况執执額额決决區区專专資资縣县級级財财務务業业發发機机構构開开錄录號号時时瀏浏覽览
優优別别範范學学轉转義义補补經经費费關关據据現现將将報报運运營营質质產产齊齐實实國国庫库稅税際际園园場场點点線线條条劃划賬账導导領领團团黨党
員员會会議议達达變变動动減减長长較较負负責责類类圖图書书館馆醫医檔档衛卫廳厅處处辦办鄉乡鎮镇農农漁渔與与來来從从應应對对問问題题難难無无見见
視视規规則则環环節节約约購购車车輛辆護护養养設设備备監监審审計计測测試试調调適适進进遠远還还這这過过說说話话讀读誤误該该請请證证識识記记許许
詳详課课談谈訂订訓训託托訴诉診诊詞词誠诚誌志認认語语諮咨講讲選选連连邊边輸输輕轻載载輔辅輪轮軍军軟软鄰邻郵邮針针釋释鐵铁銀银錢钱鏈链錯错鑒鉴
閉闭間间閱阅隊队階阶陽阳陳陈隨随險险隱隐雖虽雙双雜杂離离電电響响頁页頂顶順顺須须預预頻频顧顾顯显風风飛飞飯饭飲饮驗验驅驱馬马驟骤魚鱼鳥鸟鹽盐
麗丽麥麦黃黄齡龄龍龙億亿萬万傳传傷伤儀仪僅仅償偿儘尽內内兩两冊册凍冻創创劑剂劇剧劉刘勞劳勢势勵励匯汇協协歷历參参啟启喪丧嚴严圍围圓圆堅坚塊块
墊垫壓压壞坏壽寿夠够奪夺奮奋婦妇孫孙寧宁寫写寬宽寶宝層层屬属岡冈島岛師师帳帐帶带幣币幹干幾几廠厂廣广廢废張张強强彈弹當当徑径復复徵征徹彻態态
慮虑慶庆憂忧憑凭戰战戶户擁拥擇择擔担擴扩擬拟攝摄敵敌斷断於于暫暂曆历東东棟栋極极樓楼樣样樹树橋桥檢检權权歐欧歲岁歸归殘残氣气漢汉滿满漲涨濟济
濕湿滅灭準准溝沟溫温漸渐灣湾災灾煙烟燈灯爭争爾尔牆墙獎奖獨独獲获畝亩畢毕異异療疗盡尽盤盘眾众確确碼码礎础禮礼種种稱称積积穩稳窮穷競竞筆笔築筑
簡简簽签糧粮糾纠紀纪紅红納纳紙纸細细終终組组統统絕绝給给綜综維维綠绿網网緊紧緒绪練练縮缩織织繳缴繼继續续罰罚聯联聽听職职肅肃腦脑腳脚臨临舉举
舊旧艱艰莊庄葉叶藝艺藥药蘇苏裝装製制複复覺觉觀观觸触貢贡貧贫貨货貫贯貴贵貸贷貿贸賀贺賓宾賞赏賠赔賢贤賣卖賴赖贈赠贊赞趙赵趨趋跡迹軌轨轄辖辭辞
遞递遺遗遲迟遷迁鄧邓鄭郑釐厘鋪铺鋼钢鍵键閘闸闊阔陝陕陸陆隸隶靜静韓韩頭头願愿騰腾騎骑驚惊鮮鲜後后裏里裡里係系佈布佔占併并並并採采週周臺台薦荐撥拨
籌筹貼贴債债賽赛擾扰揮挥損损換换揚扬敗败駐驻緩缓編编緣缘縱纵繪绘紛纷純纯紹绍絡络絲丝綱纲習习聖圣聞闻聲声蓋盖藍蓝蘭兰虛虚蟲虫術术諸诸謀谋譜谱
譯译讓让豐丰豬猪躍跃踐践違违遊游鐘钟靈灵頒颁飼饲餘余饋馈鳳凤鶴鹤鴻鸿錦锦鄖郧潯浔潛潜淺浅淨净濱滨瀘泸灤滦熱热爐炉牽牵獻献瑪玛瓊琼璽玺疊叠癥症
"""
_FLAT = "".join(_PAIRS.split())
SIMPLIFIED: dict[int, int] = {ord(a): ord(b) for a, b in zip(_FLAT[::2], _FLAT[1::2], strict=True)}
"""Traditional character to simplified one, as `str.translate` takes it."""

_ANY = re.compile(f"[{''.join(map(chr, SIMPLIFIED))}]")

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
TONED = re.compile(f"[{TONES}]")
DEBRIS = rf"\((?=[a-zü]*[{TONES}])[a-zü{TONES}]{{1,6}}\)"
"""«(shù)»: the pinyin that a converter left behind a character."""


def simplified(text: str) -> str:
    """A text in simplified script, character for character."""
    return text.translate(SIMPLIFIED) if _ANY.search(text) else text
