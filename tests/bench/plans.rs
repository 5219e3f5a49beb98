//! Invented plans: five years of a school, about 25 KB each, made up of word tables.
//!
//! Nothing is taken from a real plan. A weakness keeps its id over the years, its figure falls or
//! stays, some are resolved and new ones come; consecutive years share about two thirds of their
//! text, as real ones do. The same seed gives the same text.

use caitien::catalog::{Catalog, CatalogCriterion};

/// A small generator of numbers that look random (splitmix64): the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.roll() % bound as u64) as usize
    }

    fn pick<'t>(&mut self, table: &[&'t str]) -> &'t str {
        table[self.below(table.len())]
    }
}

const PLACES: &[&str] = &[
    "Khe Lim",
    "Bản Nhót",
    "Đồi Cọ",
    "Suối Trong",
    "Nà Pheo",
    "Gò Me",
    "Bến Sỏi",
    "Cồn Dứa",
    "Hang Dơi",
    "Láng Sen",
    "Rẫy Mới",
    "Đầm Vạc",
    "Thung Mây",
    "Ngã Ba Gạo",
    "Vườn Chanh",
    "Chân Đèo",
    "Xóm Lưới",
    "Cầu Ván",
    "Ruộng Bậc",
    "Bãi Dâu",
];
const THINGS: &[&str] = &[
    "phòng học dùng chung với nhà văn hóa thôn",
    "bộ bàn ghế đã gãy chân hoặc bong mặt gỗ",
    "máy tính chạy chậm, không mở được phần mềm dạy học",
    "giá đồ chơi ngoài trời chưa có mái che nắng",
    "bể nước chưa có nắp đậy và phiếu xét nghiệm",
    "nhóm trẻ chưa có góc yên tĩnh cho trẻ ngủ trưa",
    "hồ sơ tổ còn chép lại của năm cũ, thiếu minh chứng",
    "giáo viên chưa quen ghi phiếu quan sát trẻ",
    "lối đi trong sân trơn trượt khi có mưa phùn",
    "tủ thuốc thiếu bông băng và sổ theo dõi",
    "bình chữa cháy đã quá hạn nạp lại",
    "buổi họp cha mẹ trẻ có dưới một nửa số gia đình dự",
    "lớp chưa có đồ dùng cho trẻ khuyết tật vận động",
    "cửa sổ hỏng chốt, gió lùa vào mùa rét",
    "khu rửa tay chưa đủ vòi cho trẻ nhỏ",
    "bảng tin ở cổng lâu không thay nội dung",
    "đoạn hàng rào phía sau bếp mới chắn tạm bằng tre",
    "sổ theo dõi sức khỏe ghi chưa đủ hai lần cân đo",
    "bộ tranh truyện đã rách bìa, thiếu trang",
    "chậu cây ở góc thiên nhiên bị khô trong kỳ nghỉ",
];
const CAUSES: &[&str] = &[
    "kinh phí của năm được giao muộn, phải ưu tiên việc sửa mái bếp trước",
    "người phụ trách mới nhận việc, chưa được bàn giao hết sổ sách",
    "đường vào điểm lẻ hay ngập nên xe chở vật liệu không tới được",
    "nhiều gia đình đi làm xa, gửi con cho ông bà nên khó liên hệ",
    "tổ chưa thống nhất cách làm, mỗi người ghi một kiểu",
    "nhà cung cấp báo hết hàng từ giữa học kỳ I",
    "chưa tính việc này vào kế hoạch chi từ đầu năm",
    "số trẻ tăng nhanh hơn dự tính khi tuyển sinh",
];
const STRENGTHS: &[&str] = &[
    "Tập thể đoàn kết, phân công rõ người rõ việc, có sổ theo dõi từng tuần",
    "Các góc chơi được bày theo chủ đề và thay đổi hằng tháng",
    "Cha mẹ trẻ ở {p} góp nhiều ngày công sửa sân và trồng cây bóng mát",
    "Bếp ăn thực hiện đúng quy trình một chiều, lưu mẫu đủ từng bữa",
    "Giáo viên lớp lớn biết ứng dụng phần mềm để làm học liệu",
    "Hồ sơ của tổ văn phòng sắp xếp theo năm, dễ tìm khi cần",
    "Trường giữ được nền nếp thể dục sáng ở cả các điểm lẻ như {p}",
    "Công tác tiêm chủng và cân đo phối hợp tốt với trạm y tế xã",
];
const ACTIONS: &[&str] = &[
    "Rà soát lại {n} trường hợp ở {p}, lập danh sách theo mức độ cần làm trước",
    "Trích {n} triệu đồng từ nguồn tiết kiệm chi để mua bổ sung cho điểm {p}",
    "Mở {n} buổi hướng dẫn tại chỗ ở {p}, người làm tốt chỉ cho người mới",
    "Mời cha mẹ trẻ điểm {p} cùng làm trong {n} ngày nghỉ cuối tuần",
    "Giao tổ chuyên môn dự {n} hoạt động ở {p} và ghi lại điều cần sửa",
    "Làm tờ trình gửi xã xin hỗ trợ {n} hạng mục cho điểm {p}",
    "Đổi lịch trực, mỗi tuần {n} lượt kiểm tra điểm {p} và ghi sổ",
    "Chụp ảnh trước và sau khi sửa ở {p}, dán {n} bản ở bảng tin",
];
const LEADS: &[&str] = &[
    "Hiệu trưởng",
    "Phó hiệu trưởng",
    "Tổ trưởng tổ mẫu giáo",
    "Tổ trưởng tổ nhà trẻ",
    "Kế toán",
    "Nhân viên y tế",
    "Chủ tịch công đoàn",
];
const PARTNERS: &[&str] = &[
    "Giáo viên các lớp, Ban đại diện cha mẹ trẻ",
    "Trưởng thôn {p}, hội phụ nữ xã",
    "Tổ văn phòng, bảo vệ",
    "Trạm y tế xã, cha mẹ trẻ điểm {p}",
    "Đoàn thanh niên xã, các lớp ở {p}",
];
const SOURCES: &[&str] = &["ngân sách", "chi thường xuyên", "cha mẹ trẻ tự nguyện ủng hộ"];
const PROSE: &[&str] = &[
    "Việc gì cũng có người nhận, có ngày xong, có cách để người khác xem lại được.",
    "Ưu tiên các điểm xa trung tâm như {p}, nơi trẻ đi lại vất vả nhất.",
    "Mỗi tháng họp một lần, việc chậm phải nói rõ vì sao chậm và cần ai giúp.",
    "Không đặt chỉ tiêu cao hơn sức của trường; làm xong việc nhỏ rồi mới nhận việc lớn.",
    "Minh chứng được lưu theo tiêu chí ngay khi làm, không đợi đến cuối năm.",
    "Cha mẹ trẻ ở {p} được mời góp ý trước khi kế hoạch được thông qua.",
    "Tổ văn phòng giữ một bản in để đối chiếu, bản điện tử nằm trong kho chung.",
    "Kết quả từng học kỳ được báo cáo với hội đồng trường và niêm yết ở bảng tin.",
];

/// A weakness on its way through the years.
struct Weakness {
    criterion: usize,
    id: String,
    place: &'static str,
    thing: &'static str,
    cause: &'static str,
    figure: usize,
    /// The wording of its two actions.
    actions: [usize; 2],
}

/// One school through the years.
pub(crate) struct School<'c> {
    pub(crate) id: String,
    pub(crate) name: String,
    catalog: &'c Catalog,
    criteria: Vec<(u8, &'c CatalogCriterion)>,
    weaknesses: Vec<Weakness>,
    /// What was done about the plan of the year before: the weaknesses that are gone.
    pub(crate) resolved: String,
    dice: Dice,
}

impl<'c> School<'c> {
    pub(crate) fn new(number: usize, catalog: &'c Catalog) -> School<'c> {
        let criteria = catalog.standards.iter();
        let criteria = criteria.flat_map(|one| one.criteria.iter().map(|criterion| (one.number, criterion)));
        // A plan names the criteria that need work: about half of them.
        let criteria = criteria.enumerate().filter(|(at, _)| at % 2 == number % 2).map(|(_, one)| one);
        let mut dice = Dice::new(number as u64 + 1);
        let place = dice.pick(PLACES);
        School {
            id: format!("mn-{number:04}"),
            name: format!("Trường Mầm non {place} số {number}"),
            catalog,
            criteria: criteria.collect(),
            weaknesses: Vec::new(),
            resolved: String::new(),
            dice,
        }
    }

    /// Moves on to a year and writes its plan.
    pub(crate) fn plan(&mut self, year: u16) -> String {
        self.weaknesses.iter_mut().for_each(|weakness| {
            let step = self.dice.below(3);
            weakness.figure = weakness.figure.saturating_sub(step);
        });
        let resolved = self.weaknesses.iter().filter(|weakness| weakness.figure == 0);
        let record =
            |id: &str| format!("[[record]]\nitem = \"{id}\"\ndate = {year}-05-20\nstatus = \"done\"\n");
        self.resolved = resolved.map(|weakness| record(&weakness.id)).collect::<Vec<_>>().join("\n");
        self.weaknesses.retain(|weakness| weakness.figure > 0);
        for at in 0..self.criteria.len() {
            let here = self.weaknesses.iter().filter(|weakness| weakness.criterion == at).count();
            if here == 0 || (here == 1 && self.dice.below(4) == 0) {
                self.add(at, year, here + 1);
            }
        }
        self.write(year)
    }

    fn add(&mut self, criterion: usize, year: u16, serial: usize) {
        let dice = &mut self.dice;
        let number = self.criteria[criterion].1.id;
        let weakness = Weakness {
            criterion,
            id: format!("w-{number}-{year}-{serial}"),
            place: dice.pick(PLACES),
            thing: dice.pick(THINGS),
            cause: dice.pick(CAUSES),
            figure: 3 + dice.below(9),
            actions: [dice.below(ACTIONS.len()), dice.below(ACTIONS.len())],
        };
        self.weaknesses.push(weakness);
    }

    fn write(&mut self, year: u16) -> String {
        let (id, catalog) = (&self.id, &self.catalog.id);
        let next = year + 1;
        let mut text = format!(
            "+++\nschema = 1\nschool = \"{id}\"\nperiod = \"{year}-{next}\"\ncatalog = \"{catalog}\"\n\
             title = \"Kế hoạch cải tiến chất lượng giáo dục năm học {year}–{next}\"\nplace = \"Xã Bến Mới\"\n\
             number = \"{}/KH-{}\"\ndate = {year}-09-1{}\n\
             signer = {{ name = \"Lò Thị Ánh Mây\", title = \"Hiệu trưởng\" }}\n\
             recipients = [\"UBND xã (để b/c)\", \"Lưu: VT\"]\n+++\n\n## I. Mục đích, yêu cầu\n\n",
            10 + self.dice.below(80),
            id.to_uppercase(),
            self.dice.below(9),
        );
        self.prose(&mut text, 5);
        text.push_str("## II. Căn cứ xây dựng kế hoạch\n\n");
        self.prose(&mut text, 6);
        text.push_str("## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n");
        let mut standard = 0;
        for at in 0..self.criteria.len() {
            let (number, _) = self.criteria[at];
            if number != standard {
                standard = number;
                let name = &self.catalog.standard(number).unwrap().name;
                text.push_str(&format!("### Tiêu chuẩn {number}: {name}\n\n"));
            }
            self.criterion(at, year, &mut text);
        }
        text.push_str("## IV. Tổ chức thực hiện\n\n");
        self.prose(&mut text, 8);
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    fn prose(&mut self, text: &mut String, lines: usize) {
        for line in 1..=lines {
            let sentence = filled(self.dice.pick(PROSE), self.dice.pick(PLACES), 0);
            text.push_str(&format!("{line}. {sentence}\n"));
        }
        text.push('\n');
    }

    fn criterion(&mut self, at: usize, year: u16, text: &mut String) {
        let (_, criterion) = self.criteria[at];
        let (number, dice) = (criterion.id, &mut self.dice);
        let level = criterion.levels[dice.below(criterion.levels.len())];
        text.push_str(&format!("#### Tiêu chí {number}: {}\n\n**Mức:** {level}\n\n", criterion.name));
        text.push_str("**Điểm mạnh**\n\n");
        text.push_str(&format!("- {}.\n", filled(dice.pick(STRENGTHS), PLACES[at % PLACES.len()], 0)));
        let own: Vec<&Weakness> = self.weaknesses.iter().filter(|one| one.criterion == at).collect();
        text.push_str("\n**Điểm yếu**\n\n");
        for weakness in &own {
            let Weakness { figure, thing, place, id, cause, .. } = weakness;
            text.push_str(&format!(
                "- Điểm {place} còn {figure:02} {thing}. {{#{id}}}\n  - Nguyên nhân: {cause}.\n"
            ));
        }
        text.push_str("\n**Kết quả cần đạt**\n\n");
        for (at, weakness) in own.iter().enumerate() {
            let left = weakness.figure / 2;
            let (thing, place, serial) = (weakness.thing, weakness.place, at + 1);
            text.push_str(&format!(
                "- Đến tháng 5/{}, điểm {place} giảm còn {left:02} {thing}. {{#t-{number}-{year}-{serial}}}\n",
                year + 1
            ));
        }
        text.push_str("\n**Giải pháp**\n\n");
        let mut serial = 0;
        for weakness in &own {
            for action in weakness.actions {
                serial += 1;
                let what = filled(ACTIONS[action], weakness.place, weakness.figure);
                text.push_str(&format!("- {what}. {{#a-{number}-{year}-{serial}}}\n"));
                fields(year, weakness.place, dice, text);
            }
        }
        text.push('\n');
    }
}

fn fields(year: u16, place: &str, dice: &mut Dice, text: &mut String) {
    let lead = dice.pick(LEADS);
    let partners = filled(dice.pick(PARTNERS), place, 0);
    let (from, to) = (9 + dice.below(4), 1 + dice.below(5));
    let money = 1 + dice.below(40);
    text.push_str(&format!(
        "  - Chủ trì: {lead}\n  - Phối hợp: {partners}\n  - Thời gian: {from}/{year} – {to}/{}\n  \
         - Kinh phí: {money}.000.000 đ\n  - Nguồn: {}\n",
        year + 1,
        dice.pick(SOURCES)
    ));
}

fn filled(pattern: &str, place: &str, figure: usize) -> String {
    pattern.replace("{p}", place).replace("{n}", &figure.to_string())
}
